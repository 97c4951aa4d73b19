package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.TextContinuation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the smallest model; scripts/assemble-local-models --small or rehearse models pull smollm2-135m brings it. */
@Tag("real")
class LocalModelRealTest {
    private static final String NAME = "smollm2-135m";
    private static final ModelParameters GREEDY =
            ModelParameters.DEFAULT.withTemperature(0.0).withMaxTokens(24);

    @BeforeAll
    static void modelIsThere() {
        boolean present = LocalModels.of(ModelSettings.fromEnvironment()).list().stream()
                .anyMatch(listed -> listed.name().equals(NAME) && listed.present());
        if (Boolean.getBoolean("real")) {
            assertThat(present)
                    .as("run scripts/assemble-local-models --small first")
                    .isTrue();
        }
        assumeThat(present).as("the model %s is on this machine", NAME).isTrue();
    }

    private final Model model = Models.open("local:/" + NAME);

    @Test
    void answersInAChat() {
        ModelReply reply =
                model.generate(request("What is the capital of France?").withParameters(GREEDY));

        assertThat(reply.text()).contains("Paris");
        assertThat(reply.usage().inputTokens()).isPositive();
        assertThat(reply.usage().outputTokens()).isBetween(1L, 24L);
    }

    @Test
    void goesOnWithATextUntilAStop() {
        ModelReply reply = continuation()
                .continueText(request("One, two, three, four,").withParameters(GREEDY), List.of(" seven"));

        assertThat(reply.text()).isEqualTo("five, six,");
        assertThat(reply.finish()).isEqualTo(ModelReply.Finish.STOP);
    }

    @Test
    void saysWhereAReplyWasCut() {
        ModelReply reply = continuation()
                .continueText(request("One, two, three,").withParameters(GREEDY.withMaxTokens(3)), List.of());

        assertThat(reply.finish()).isEqualTo(ModelReply.Finish.LENGTH);
    }

    @Test
    void followsASchemaWhateverItIsAsked() {
        var schema = ReplySchema.of("verdict", """
                {"type": "object", "properties": {"rationale": {"type": "string"}, "goal_achieved": {"type": "boolean"}},
                 "required": ["rationale", "goal_achieved"], "additionalProperties": false}
                """);

        ModelReply reply = model.generate(request("Tell me a long story about 😀 cats.")
                .withSchema(schema)
                .withParameters(GREEDY.withMaxTokens(200)));

        assertThat(Attributes.parse(reply.text()).names()).containsExactly("rationale", "goal_achieved");
    }

    @Test
    void keepsEveryScriptWhole() {
        var schema = ReplySchema.of("echo", """
                {"type": "object", "properties": {"text": {"const": "你好 مرحبا 👩‍🚀"}},
                 "required": ["text"], "additionalProperties": false}
                """);

        ModelReply reply =
                model.generate(request("你好 مرحبا 👩‍🚀").withSchema(schema).withParameters(GREEDY.withMaxTokens(80)));

        assertThat(Attributes.parse(reply.text()).text("text")).contains("你好 مرحبا 👩‍🚀");
    }

    @Test
    void refusesAPromptThatDoesNotFit() {
        ModelRequest request = request("word ".repeat(7000)).withParameters(GREEDY);

        assertThatThrownBy(() -> model.generate(request))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("the context holds");
    }

    @Test
    void survivesTheDeathOfItsProcess() {
        model.generate(request("Hello").withParameters(GREEDY));
        ProcessHandle.current().children().filter(LocalModelRealTest::isLlama).forEach(ProcessHandle::destroyForcibly);

        assertThat(eventually(request("What is the capital of France?").withParameters(GREEDY))
                        .text())
                .contains("Paris");
    }

    @Test
    void dropsACallWhoseCallerIsInterrupted() throws Exception {
        model.generate(request("Hello").withParameters(GREEDY));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ModelReply> endless = threads.submit(
                    () -> model.generate(request("Count to a thousand.").withParameters(GREEDY.withMaxTokens(4000))));
            endless.cancel(true);

            assertThat(model.generate(request("What is the capital of France?").withParameters(GREEDY))
                            .text())
                    .contains("Paris");
        }
    }

    @Test
    void leavesOurOutputAlone() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var captured = new ByteArrayOutputStream();
        var stream = new PrintStream(captured, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try {
            model.generate(request("Hello").withParameters(GREEDY));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(captured.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** A call that was under way when the process died fails in a way that is worth another attempt; this makes it. */
    private ModelReply eventually(ModelRequest request) {
        try {
            return model.generate(request);
        } catch (ModelException.Passing e) {
            return model.generate(request);
        }
    }

    private TextContinuation continuation() {
        return Objects.requireNonNull(model.continuation().orElse(null));
    }

    private static boolean isLlama(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains("LlamaChild"))
                .orElse(false);
    }

    private static ModelRequest request(String text) {
        return ModelRequest.of(CallKey.of(Purpose.OTHER), Message.user(text));
    }
}
