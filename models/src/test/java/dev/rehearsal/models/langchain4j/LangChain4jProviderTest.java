package dev.rehearsal.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import dev.rehearsal.models.http.CannedServer;
import dev.rehearsal.models.http.Golden;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider has to do, each in its own words. */
class LangChain4jProviderTest {
    private static final String SECRET = "k-secret-0123456789";
    private static final String SCHEMA = """
            {"type":"object","properties":{"rationale":{"type":"string","description":"why"},"goal_achieved":{"type":"boolean"}},"required":["rationale","goal_achieved"],"additionalProperties":false}""";

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void asksWithMessagesAndReadsTheReply(Wire wire) throws Exception {
        server.answer(200, wire.text());

        ModelReply reply = model(wire).generate(conversation());

        CannedServer.Seen seen = server.seen();
        assertThat(seen.head()).startsWith(wire.start());
        assertThat(seen.header(wire.keyHeader())).isNotEmpty();
        Golden.assertSame(getClass(), wire.provider() + "-chat", seen.body());
        assertThat(reply).isEqualTo(new ModelReply("Hi", List.of(), ModelReply.Finish.STOP, wire.usage()));
    }

    @ParameterizedTest
    @EnumSource
    void passesParametersOn(Wire wire) throws Exception {
        server.answer(200, wire.text());

        model(wire)
                .generate(conversation()
                        .withParameters(ModelParameters.DEFAULT
                                .withTemperature(0.5)
                                .withTopP(0.9)
                                .withMaxTokens(50)));

        Golden.assertSame(
                getClass(), wire.provider() + "-parameters", server.seen().body());
    }

    @ParameterizedTest
    @EnumSource(names = {"GEMINI", "MISTRAL", "OLLAMA"})
    void passesASeedAndTheProvidersOwnParametersOn(Wire wire) throws Exception {
        server.answer(200, wire.text());

        model(wire)
                .generate(conversation()
                        .withParameters(ModelParameters.DEFAULT
                                .withSeed(42L)
                                .withMore(Attributes.of("options", Map.of("num_ctx", 8192))
                                        .with("flag", true))));

        Golden.assertSame(getClass(), wire.provider() + "-seed", server.seen().body());
    }

    @ParameterizedTest
    @EnumSource(names = {"ANTHROPIC", "BEDROCK"})
    void saysThatThereIsNoSeed(Wire wire) {
        assertThat(fails(
                                wire,
                                conversation().withParameters(ModelParameters.DEFAULT.withSeed(1L)),
                                ModelException.ParameterUnsupported.class)
                        .parameter())
                .isEqualTo("seed");
    }

    @ParameterizedTest
    @EnumSource
    void asksForASchema(Wire wire) throws Exception {
        server.answer(200, wire.text());

        model(wire).generate(conversation().withSchema(ReplySchema.of("goal_check", SCHEMA)));

        Golden.assertSame(getClass(), wire.provider() + "-schema", server.seen().body());
    }

    @ParameterizedTest
    @EnumSource
    void asksForASchemaInTheFormsThatItKnows(Wire wire) {
        for (ReplySchema.Form form : ReplySchema.Form.values()) {
            server.answer(200, wire.text());
            ModelRequest request = conversation()
                    .withSchema(ReplySchema.of("goal_check", SCHEMA).withForm(form));
            try {
                assertThat(model(wire).generate(request).text()).isEqualTo("Hi");
            } catch (ModelException.SchemaUnsupported e) {
                assertThat(form).isNotEqualTo(ReplySchema.Form.NONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsToolsWithTheirCallsAndResults(Wire wire) throws Exception {
        server.answer(200, wire.toolCall());
        var look = ToolCall.of("call_1", "find_order", "{\"id\":7}").withResult("shipped");
        var open = ToolCall.of("call_2", "open_case", "{\"why\":\"late\"}").withFailure("no such order");

        ModelReply reply = model(wire)
                .generate(
                        conversation()
                                .withMessages(List.of(
                                        Message.system("You are an order desk."),
                                        Message.user("Where is it?"),
                                        Message.assistant("It is shipped.", List.of(look)),
                                        Message.user("Open a case"),
                                        Message.assistant("One moment.", List.of(open))))
                                .withTools(
                                        List.of(
                                                new ToolSpec(
                                                        "find_order",
                                                        "Finds an order",
                                                        "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}},\"required\":[\"id\"]}"))));

        Golden.assertSame(getClass(), wire.provider() + "-tools", server.seen().body());
        assertThat(reply.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("find_order");
            assertThat(Attributes.parse(call.arguments())).isEqualTo(Attributes.of("id", 7));
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLongToWaitAndHidesTheKey(Wire wire) {
        server.answer(429, "{\"message\":\"too fast, " + SECRET + "\"}", "Retry-After: 1.5");

        var limited = fails(wire, conversation(), ModelException.RateLimited.class);

        assertThat(limited.retryAfter()).isEqualTo(Duration.ofMillis(1500));
        assertThat(limited).hasMessageContaining("too fast").hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void isUnavailableWhenTheServerFailsOrIsGone(Wire wire) throws IOException {
        server.answer(500, "{\"message\":\"broken\"}").reset().answer(200, "<html>");

        fails(wire, conversation(), ModelException.Unavailable.class);
        fails(wire, conversation(), ModelException.Unreachable.class);
        fails(wire, conversation(), ModelException.Unreachable.class);
        Model model = model(wire);
        server.close();
        assertThatThrownBy(() -> model.generate(conversation())).isInstanceOf(ModelException.Unreachable.class);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAWrongKeyWithoutShowingIt(Wire wire) {
        server.answer(
                401, "{\"error\":{\"message\":\"bad key " + SECRET + "\"},\"message\":\"bad key " + SECRET + "\"}");

        var rejected = fails(wire, conversation(), ModelException.Rejected.class);

        assertThat(rejected).hasMessageContaining("bad key ***");
        for (Throwable cause = rejected; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAParameterThatIsNotSupported(Wire wire) {
        server.answer(400, "{\"message\":\"`temperature` is not supported by this model\"}");

        assertThat(fails(
                                wire,
                                conversation().withParameters(ModelParameters.DEFAULT.withTemperature(0.5)),
                                ModelException.ParameterUnsupported.class)
                        .parameter())
                .isEqualTo("temperature");
    }

    @ParameterizedTest
    @EnumSource
    void timesOut(Wire wire) {
        server.hang();

        fails(
                wire,
                conversation().withParameters(ModelParameters.DEFAULT.withTimeout(Duration.ofMillis(200))),
                ModelException.TimedOut.class);
    }

    @ParameterizedTest
    @EnumSource
    void isCancelledByAnInterrupt(Wire wire) {
        Model model = model(wire);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> model.generate(conversation())).isInstanceOf(ModelException.Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tellsThatAnOlderClaudeTakesNoSchemas() {
        server.answer(400, "{\"error\":{\"message\":\"'claude-sonnet-4-20250514' does not support output format.\"}}");

        fails(
                Wire.ANTHROPIC,
                conversation().withSchema(ReplySchema.of("goal_check", SCHEMA)),
                ModelException.SchemaUnsupported.class);
    }

    @Test
    void waitsAsLongAsGoogleSaysInTheBody() {
        server.answer(429, """
                {"error":{"code":429,"message":"quota","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"34s"}]}}""");

        assertThat(fails(Wire.GEMINI, conversation(), ModelException.RateLimited.class)
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(34));
    }

    @ParameterizedTest
    @EnumSource(names = "OLLAMA", mode = EnumSource.Mode.EXCLUDE)
    void saysWhichVariableIsMissing(Wire wire) {
        assertThatThrownBy(() -> Models.open(
                        wire.provider() + ":/" + wire.model(), new ModelSettings(Map.of(), null, List.of(), 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(wire == Wire.BEDROCK ? "AWS_REGION" : wire.keyVariable());
        assertThatThrownBy(() -> Models.open(wire.provider() + ":/", new ModelSettings(Map.of(), null, List.of(), 0)))
                .hasMessageContaining("the model is missing");
    }

    @Test
    void isListedAsNotVerified() {
        assertThat(Models.providers())
                .filteredOn(each -> List.of("anthropic", "gemini", "mistral", "ollama", "bedrock")
                        .contains(each.name()))
                .hasSize(5)
                .noneMatch(ModelProvider.Provider::verified);
    }

    private Model model(Wire wire) {
        return Models.open(
                wire.provider() + ":/" + wire.model(),
                new ModelSettings(
                        Map.of(wire.keyVariable(), SECRET, "AWS_ACCESS_KEY_ID", "AKIA", "AWS_REGION", "eu-west-1"),
                        server.address(""),
                        List.of(),
                        0));
    }

    private <T extends ModelException> T fails(Wire wire, ModelRequest request, Class<T> type) {
        Model model = model(wire);
        return catchThrowableOfType(type, () -> model.generate(request));
    }

    private static ModelRequest conversation() {
        return ModelRequest.of(
                CallKey.of(Purpose.USER),
                Message.system("You are a customer."),
                Message.user("Hello?"),
                Message.assistant("Good day"),
                Message.user("Go on."));
    }
}
