package dev.rehearsal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.TextContinuation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedModelTest {
    @TempDir
    Path folder;

    @Test
    void repliesAsWasRecordedInAnyOrder() throws Exception {
        Path file = folder.resolve("a.jsonl");
        var original = ScriptedModel.replying(request -> new ModelReply(
                "reply to " + request.messages().getLast().text(),
                List.of(ToolCall.of("id", "find", "{\"q\":\"" + request.call().turn() + "\"}")),
                ModelReply.Finish.TOOL_CALLS,
                new Usage(10, 5, 3)));
        Model recording = RecordingModel.of(original, file);
        var requests = new ArrayList<ModelRequest>();
        for (int turn = 1; turn <= 20; turn++) {
            requests.add(request("问题 " + turn % 3, "case " + turn % 2, turn));
        }
        List<ModelReply> replies = requests.stream().map(recording::generate).toList();

        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.shuffle(lines, new Random(7));
        Files.write(file, lines);
        Model recorded = Models.open("recorded:/" + file);

        assertThat(requests.stream().map(recorded::generate)).containsExactlyElementsOf(replies);
        assertThat(recorded.name()).isEqualTo("recorded:/" + file);
    }

    @Test
    void namesTheCallThatIsMissing() {
        Path file = folder.resolve("a.jsonl");
        RecordingModel.of(ScriptedModel.of("hi"), file).generate(request("hello", "orders", 2));
        Model recorded = RecordedModel.from(file);

        assertThatThrownBy(() -> recorded.generate(request("hello", "orders", 3)))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("user of case 'orders', trial 1, turn 3; record it first");
        assertThatThrownBy(() -> recorded.generate(request("good bye", "orders", 2)))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("turn 2: that call was recorded, but something else was asked");
    }

    @Test
    void tellsRequestsApartByAllThatAModelSees() {
        Path file = folder.resolve("a.jsonl");
        ModelRequest request = request("hello", "c", 1);
        RecordingModel.of(ScriptedModel.of("hi"), file).generate(request);
        Model recorded = RecordedModel.from(file);

        assertThat(recorded.generate(request.withMetadata(Attributes.of("session_id", "other")))
                        .text())
                .isEqualTo("hi");
        assertThat(recorded.generate(request.withParameters(ModelParameters.DEFAULT.withTimeout(Duration.ofSeconds(1))))
                        .text())
                .isEqualTo("hi");
        for (ModelRequest other : List.of(
                request.withParameters(ModelParameters.DEFAULT.withTemperature(0.5)),
                request.withParameters(ModelParameters.DEFAULT.withMore(Attributes.of("top_k", 1))),
                request.withSchema(ReplySchema.of("s", "{}")),
                request.withCall(request.call().withRepeat(1)),
                request.withMessages(List.of(Message.system("hello"))))) {
            assertThatThrownBy(() -> recorded.generate(other)).isInstanceOf(ModelException.Rejected.class);
        }
    }

    @Test
    void asksOnlyForWhatItDoesNotHave() {
        Path file = folder.resolve("a.jsonl");
        var first = ScriptedModel.of("one");
        RecordingModel.of(first, file).generate(request("hello", "c", 1));
        var second = ScriptedModel.of("two");
        Model recording = RecordingModel.of(second, file);

        assertThat(recording.generate(request("hello", "c", 1)).text()).isEqualTo("one");
        assertThat(recording.generate(request("hello", "c", 2)).text()).isEqualTo("two");
        assertThat(second.calls()).isEqualTo(1);
    }

    @Test
    void goesOnAfterALineThatWasCutOff() throws Exception {
        Path file = folder.resolve("a.jsonl");
        RecordingModel.of(ScriptedModel.of("one"), file).generate(request("hello", "c", 1));
        Files.writeString(file, "{\"request\":\"abc\",\"purp", StandardOpenOption.APPEND);

        assertThat(RecordedModel.from(file).generate(request("hello", "c", 1)).text())
                .isEqualTo("one");
        RecordingModel.of(ScriptedModel.of("two"), file).generate(request("hello", "c", 2));
        assertThat(RecordedModel.from(file).generate(request("hello", "c", 2)).text())
                .isEqualTo("two");
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        Path file = folder.resolve("a.jsonl");
        assertThatThrownBy(() -> Models.open("recorded:/" + file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no such recording");
        assertThatThrownBy(() -> Models.open("recorded:/")).hasMessageContaining("recorded:/recordings/cases.jsonl");

        Files.writeString(file, "goal: x\n{\"request\":\"abc\"}\n");
        assertThatThrownBy(() -> RecordedModel.from(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.jsonl:1")
                .hasMessageContaining("a.jsonl:2")
                .hasMessageContaining("'purpose' is missing");
    }

    @Test
    void replaysWhatAWeakServerHadToBeAskedDifferently() {
        Path file = folder.resolve("a.jsonl");
        var weak = ScriptedModel.replying(request -> {
                    ReplySchema schema = request.schema();
                    if (schema != null && schema.form() != ReplySchema.Form.NONE) {
                        throw new ModelException.SchemaUnsupported("no schemas here");
                    }
                    if (request.parameters().temperature() != null) {
                        throw new ModelException.ParameterUnsupported("temperature", "no temperature here");
                    }
                    return ModelReply.of("{\"message\": \"hello\"}");
                })
                .named("weak:/1");
        ModelRequest request = request("begin", "c", 1)
                .withSchema(ReplySchema.of("m", "{\"type\":\"object\",\"required\":[\"message\"]}"))
                .withParameters(ModelParameters.DEFAULT.withTemperature(0.3));
        Attributes recorded = client(RecordingModel.of(weak, file))
                .ask(request, CallScope.none())
                .fields();

        assertThat(client(RecordedModel.from(file))
                        .ask(request, CallScope.none())
                        .fields())
                .isEqualTo(recorded);
    }

    @Test
    void judgesAndGoesOnWithTextAsTheRecordedModelDid() {
        Path file = folder.resolve("a.jsonl");
        var writer = new Writer();
        ModelRequest request = request("One, two,", "c", 1);
        RecordingModel.of(writer, file).continuation().orElseThrow().continueText(request, List.of("\n"));
        var recorded = RecordedModel.from(file);

        assertThat(recorded.canJudge()).isTrue();
        assertThat(recorded.continuation()
                        .orElseThrow()
                        .continueText(request, List.of("\n"))
                        .text())
                .isEqualTo("three");
        assertThatThrownBy(() -> recorded.generate(request)).isInstanceOf(ModelException.Rejected.class);

        RecordingModel.of(ScriptedModel.of("x"), file).generate(request);
        assertThat(RecordedModel.from(file).canJudge()).isFalse();
    }

    @Test
    void keepsNoRequestAndIsWrittenByManyThreads() throws Exception {
        Path file = folder.resolve("a.jsonl");
        Model recording = RecordingModel.of(ScriptedModel.answering(request -> "x".repeat(20_000)), file);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 50; i++) {
            int turn = i;
            threads.add(Thread.ofVirtual().start(() -> recording.generate(request("private words", "c", turn))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(Files.readAllLines(file)).hasSize(50).noneMatch(line -> line.contains("private words"));
        RecordedModel.from(file);
    }

    private static ModelClient client(Model model) {
        return new ModelClient(model, ModelLimits.DEFAULT);
    }

    private static ModelRequest request(String text, String caseId, int turn) {
        return ModelRequest.of(new CallKey(Purpose.USER, caseId, 1, turn, "", 0), Message.user(text));
    }

    private static final class Writer implements Model, TextContinuation {
        @Override
        public ModelReply generate(ModelRequest request) {
            throw new AssertionError("not asked in a chat");
        }

        @Override
        public Optional<TextContinuation> continuation() {
            return Optional.of(this);
        }

        @Override
        public ModelReply continueText(ModelRequest request, List<String> stops) {
            return ModelReply.of("three");
        }
    }
}
