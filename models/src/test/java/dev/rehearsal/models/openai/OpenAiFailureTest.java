package dev.rehearsal.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.models.http.CannedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiFailureTest {
    private static final String OK = """
            {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}""";
    private static final ReplySchema SCHEMA = ReplySchema.of("verdict", "{\"type\":\"object\"}");

    private CannedServer server;
    private Model model;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        model = Models.open(
                "openai:/o1",
                new ModelSettings(Map.of("OPENAI_API_KEY", "sk-secret"), server.address("/v1"), List.of(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void saysHowLongToWaitWhenRateLimited() {
        server.answer(429, error("Rate limit reached", null, "rate_limit_exceeded"), "Retry-After: 0.5");

        var limited = fails(question(), ModelException.RateLimited.class);

        assertThat(limited.retryAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(limited).hasMessage("openai:/o1: 429 from 127.0.0.1: Rate limit reached");
    }

    @Test
    void doesNotAskAgainWhenTheCreditIsUsedUp() {
        server.answer(429, error("You exceeded your current quota", null, "insufficient_quota"));

        fails(question(), ModelException.Rejected.class);
    }

    @Test
    void isUnavailableWhenTheServerFails() {
        server.answer(503, "<html><body>Bad\ngateway</body></html>", "Retry-After: 3");

        var unavailable = fails(question(), ModelException.Unavailable.class);

        assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(unavailable).hasMessageEndingWith(": a web page, Bad gateway");
    }

    @Test
    void isUnreachableWhenTheConnectionBreaksOrNobodyListens() throws IOException {
        server.reset();
        fails(question(), ModelException.Unreachable.class);
        server.close();
        assertThat(fails(question(), ModelException.Unreachable.class))
                .hasMessageContaining("no response from http://127.0.0.1:")
                // refused; or, where the system took it just before the port was closed, reset or ended
                .message()
                .containsPattern("/v1/chat/completions: (Connection re|The target server failed to respond)");
    }

    @Test
    void isUnreachableWhereSomethingElseAnswers() {
        server.answer(200, "<!DOCTYPE html><head><title>Sign\nin</title><style>p {}</style></head><p>Who are you?</p>")
                .answer(200, "{\"choices\": []}")
                .answer(200, "")
                .answer(200, "[1]")
                .answer(200, "<html><script>" + "x".repeat(10_000_000));

        for (String excerpt : List.of(
                "'a web page, Sign in Who are you?'",
                "'{\"choices\": []}'",
                "it is empty",
                "'[1]'",
                "'a web page, without text'")) {
            assertThat(fails(question(), ModelException.Unreachable.class))
                    .hasMessageEndingWith("/v1/chat/completions that cannot be read: " + excerpt);
        }
    }

    @Test
    void saysThatTheAddressMayBeWrong() {
        server.answer(404, "<html><title>Not here</title></html>")
                .answer(405, "{\"detail\": \"Method Not Allowed\"}")
                .answer(301, "", "Location: https://127.0.0.1/v1/chat/completions");

        assertThat(fails(question(), ModelException.Rejected.class))
                .hasMessageContaining("404 from http://127.0.0.1:")
                .hasMessageEndingWith("/v1/chat/completions: a web page, Not here (is that the right address?)");
        assertThat(fails(question(), ModelException.Rejected.class))
                .hasMessageEndingWith("Method Not Allowed (is that the right address?)");
        assertThat(fails(question(), ModelException.Rejected.class))
                .hasMessageContaining("which points to https://127.0.0.1/v1/chat/completions")
                .hasMessageEndingWith("give the address where it is");
    }

    @Test
    void doesNotSendElsewhereWhereAModelIsNotKnown() {
        server.answer(404, error("The model `o1` does not exist", null, "model_not_found"));

        assertThat(fails(question(), ModelException.Rejected.class))
                .hasMessage("openai:/o1: 404 from 127.0.0.1: The model `o1` does not exist");
    }

    @Test
    void readsAnErrorThatCameWithStatus200() {
        server.answer(200, "{\"error\": {\"message\": \"upstream is busy\", \"code\": 429}}");

        assertThat(fails(question(), ModelException.RateLimited.class)).hasMessageContaining("upstream is busy");
    }

    @Test
    void timesOut() {
        server.hang();

        fails(
                question().withParameters(ModelParameters.DEFAULT.withTimeout(Duration.ofMillis(50))),
                ModelException.TimedOut.class);
    }

    @Test
    void isCancelledByAnInterruptAndKeepsItsFlag() {
        Thread.currentThread().interrupt();

        fails(question(), ModelException.Cancelled.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tellsARejectedSchemaFromARejectedRequest() {
        String message = "response_format.type: 'json_schema' is not supported";
        server.answer(400, error(message, null, "invalid_request_error"))
                .answer(400, error(message, null, "invalid_request_error"))
                .answer(400, error("This model's maximum context length is 8192 tokens", "messages", "context_length"));

        fails(question().withSchema(SCHEMA), ModelException.SchemaUnsupported.class);
        fails(question(), ModelException.Rejected.class);
        fails(question().withSchema(SCHEMA), ModelException.Rejected.class);
    }

    @Test
    void namesTheParameterThatIsNotSupported() {
        server.answer(
                        400,
                        error(
                                "Unsupported value: 'temperature' does not support 0.7 with this model.",
                                "temperature",
                                "unsupported_value"))
                .answer(422, "{\"detail\": [{\"loc\": [\"body\", \"top_k\"], \"msg\": \"Unknown field: top_k\"}]}");
        ModelRequest request = question()
                .withParameters(ModelParameters.DEFAULT.withTemperature(0.7).withMore(Attributes.of("top_k", 5)));

        assertThat(fails(request, ModelException.ParameterUnsupported.class).parameter())
                .isEqualTo("temperature");
        assertThat(fails(request, ModelException.ParameterUnsupported.class).parameter())
                .isEqualTo("top_k");
    }

    @Test
    void doesNotBlameAParameterThatWasNotSent() {
        server.answer(400, error("Unsupported parameter: 'temperature'", "temperature", "unsupported_parameter"));

        fails(question(), ModelException.Rejected.class);
    }

    @Test
    void callsTheTokenLimitByItsNewNameWhenAsked() throws Exception {
        server.answer(
                        400,
                        error(
                                "Unsupported parameter: 'max_tokens' is not supported with this model."
                                        + " Use 'max_completion_tokens' instead.",
                                "max_tokens",
                                "unsupported_parameter"))
                .answer(200, OK);
        ModelRequest request = question().withParameters(ModelParameters.DEFAULT.withMaxTokens(9));

        fails(request, ModelException.Unavailable.class);
        model.generate(request);

        assertThat(server.seen().body()).contains("\"max_tokens\":9");
        assertThat(server.seen().body()).contains("\"max_completion_tokens\":9").doesNotContain("\"max_tokens\"");
    }

    @Test
    void leavesOutMetadataThatAServerRefuses() throws Exception {
        server.answer(400, error("Unknown parameter: 'metadata'.", "metadata", "unknown_parameter"))
                .answer(200, OK);
        ModelRequest request = question().withMetadata(Attributes.of("session_id", "sim-1"));

        fails(request, ModelException.Unavailable.class);
        model.generate(request);

        assertThat(server.seen().body()).contains("sim-1");
        assertThat(server.seen().body()).doesNotContain("sim-1");
    }

    @Test
    void neverShowsTheKey() {
        server.answer(401, error("Incorrect API key provided: sk-secret. Find yours", null, "invalid_api_key"))
                .answer(200, "sk-secret");

        assertThat(fails(question(), ModelException.Rejected.class))
                .hasMessage("openai:/o1: 401 from 127.0.0.1: Incorrect API key provided: ***. Find yours");
        assertThat(fails(question(), ModelException.Unreachable.class)).hasMessageNotContaining("sk-secret");
        assertThat(model.toString()).doesNotContain("sk-secret");
    }

    @Test
    void refusesParametersThatAreNotTheUsers() {
        assertThatThrownBy(() -> model.generate(
                        question().withParameters(ModelParameters.DEFAULT.withMore(Attributes.of("stream", true)))))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("'stream'");
    }

    private <T extends ModelException> T fails(ModelRequest request, Class<T> type) {
        return catchThrowableOfType(type, () -> model.generate(request));
    }

    private static ModelRequest question() {
        return ModelRequest.of(CallKey.of(Purpose.USER), Message.user("Begin."));
    }

    private static String error(String message, String param, String code) {
        return "{\"error\": {\"message\": \"" + message + "\", \"type\": \"invalid_request_error\", \"param\": "
                + (param == null ? "null" : "\"" + param + "\"") + ", \"code\": \"" + code + "\"}}";
    }
}
