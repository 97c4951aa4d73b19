package dev.rehearsal.formats.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.NodeStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final String ADDRESS = "https://rehearsal.dev/schemas/";
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(
                    ADDRESS + "rehearsal.schema.json", text("rehearsal.schema.json"),
                    ADDRESS + "test-cases.schema.json", text("test-cases.schema.json"))));

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(file -> !file.toString().contains("target")
                            && !file.toString().contains("src"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsTheExamples(Path file) throws IOException {
        String json = json(Document.file(file));
        if (json.startsWith("[")) {
            assertThat(errors("test-cases.schema.json", json)).isEmpty();
            assertThat(CaseFiles.read(file).size()).isPresent();
        } else {
            assertThat(errors("rehearsal.schema.json", json)).isEmpty();
            assertThat(RunFile.read(file).config()).isNotNull();
        }
    }

    @Test
    void knowsTheKeysThatTheReadersKnow() throws IOException {
        var runKeys = new ArrayList<>(RunConfig.KEYS);
        runKeys.addAll(RunFileReader.OWN_KEYS);
        assertThat(keys("rehearsal.schema.json", "/properties")).containsExactlyInAnyOrderElementsOf(runKeys);
        assertThat(keys("test-cases.schema.json", "/$defs/test_case/properties"))
                .containsExactlyInAnyOrderElementsOf(CaseReader.FIELDS);
    }

    @Test
    void acceptsWhatIsWritten() throws IOException {
        var random = new RandomConfigs(5);
        for (int i = 0; i < 100; i++) {
            String yaml = RunFile.write(random.next());
            assertThat(errors("rehearsal.schema.json", json(Document.text("run.yaml", yaml))))
                    .as(yaml)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents: openai:/x",
                "max_turns: 0",
                "trials: many",
                "user_model: gpt-4o-mini",
                "budget: {euro: 5}",
                "agent_timeout: soon",
                "agent: {system_prompt: x}",
                "agent: {target: http://x, api_key: sk-1}",
                "test_cases: []",
                "test_cases: [{persona: x}]",
                "test_cases: [{goal: x, personna: y}]",
                "test_cases: [{goal: x, context: {messages: []}}]",
                "test_cases: [{goal: ' '}]",
                "gate: {safety: high}",
                "spare_messages: maybe",
                "[]"
            })
    void refusesWhatTheReaderRefuses(String yaml) throws IOException {
        assertThat(errors("rehearsal.schema.json", json(Document.text("run.yaml", yaml))))
                .isNotEmpty();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RunFile.parse("run.yaml", yaml, Path.of(""))))
                .isInstanceOf(dev.rehearsal.input.InvalidInputException.class);
    }

    private static List<String> errors(String schema, String json) {
        Schema loaded = REGISTRY.getSchema(SchemaLocation.of(ADDRESS + schema));
        return loaded.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static List<String> keys(String schema, String pointer) throws IOException {
        JsonNode properties = new ObjectMapper().readTree(text(schema)).at(pointer);
        var keys = new ArrayList<String>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static String json(Document document) throws IOException {
        try (NodeStream nodes = NodeStream.yaml(document, new Faults(document))) {
            String wrapped = Attributes.of("value", nodes.read().value()).toJson();
            return wrapped.substring("{\"value\":".length(), wrapped.length() - 1);
        }
    }

    private static String text(String schema) {
        try (InputStream in = RunFile.class.getResourceAsStream("/dev/rehearsal/" + schema)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
