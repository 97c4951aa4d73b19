package dev.rehearsal.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LangChain4jModelTest {
    @Test
    void asksAnyChatModel() {
        var asked = new AtomicReference<ChatRequest>();
        var model = LangChain4jModel.of("mine:/1", chatModel(request -> {
            asked.set(request);
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from("Hi"))
                    .tokenUsage(new TokenUsage(10, 5))
                    .finishReason(FinishReason.LENGTH)
                    .build();
        }));

        ModelReply reply = model.generate(request()
                .withParameters(ModelParameters.DEFAULT.withTemperature(0.3).withMaxTokens(7))
                .withSchema(ReplySchema.of("s", "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}")));

        assertThat(reply).isEqualTo(new ModelReply("Hi", List.of(), ModelReply.Finish.LENGTH, Usage.of(10, 5)));
        assertThat(model.name()).isEqualTo("mine:/1");
        assertThat(asked.get().temperature()).isEqualTo(0.3);
        assertThat(asked.get().maxOutputTokens()).isEqualTo(7);
        assertThat(asked.get().responseFormat().jsonSchema().name()).isEqualTo("s");
    }

    @Test
    void namesAModelThatDoesNotNameItself() {
        assertThat(LangChain4jModel.of(chatModel(request -> null)).name()).startsWith("langchain4j-other:/");
    }

    @Test
    void mapsExceptionsByTheirType() {
        maps(new RateLimitException("slow"), ModelException.RateLimited.class);
        maps(new TimeoutException("late"), ModelException.TimedOut.class);
        maps(new InternalServerException("broken"), ModelException.Unavailable.class);
        maps(new HttpException(503, "busy"), ModelException.Unavailable.class);
        maps(new AuthenticationException("who"), ModelException.Rejected.class);
        maps(new InvalidRequestException("too long"), ModelException.Rejected.class);
        maps(new IllegalStateException("a bug"), ModelException.Rejected.class);
    }

    @Test
    void tellsASchemaThatIsNotSupported() {
        ModelRequest request = request().withSchema(ReplySchema.of("s", "{\"type\":\"object\"}"));
        for (RuntimeException thrown : List.of(
                new UnsupportedFeatureException("JSON response format is not supported"),
                new InvalidRequestException("response_format json_schema is unknown"))) {
            assertThatThrownBy(() -> failing(thrown).generate(request))
                    .isInstanceOf(ModelException.SchemaUnsupported.class);
        }
    }

    @Test
    void refusesParametersThatItCannotPassOn() {
        assertThatThrownBy(() -> failing(new IllegalStateException())
                        .generate(request().withParameters(ModelParameters.DEFAULT.withSeed(1L))))
                .isInstanceOf(ModelException.ParameterUnsupported.class);
    }

    private static void maps(RuntimeException thrown, Class<? extends ModelException> expected) {
        assertThatThrownBy(() -> failing(thrown).generate(request()))
                .isInstanceOf(expected)
                .hasMessageContaining(
                        expected == ModelException.TimedOut.class ? "in time" : String.valueOf(thrown.getMessage()));
    }

    private static LangChain4jModel failing(RuntimeException thrown) {
        return LangChain4jModel.of("mine:/1", chatModel(request -> {
            throw thrown;
        }));
    }

    private static ChatModel chatModel(Function<ChatRequest, ChatResponse> replies) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return replies.apply(request);
            }
        };
    }

    private static ModelRequest request() {
        return ModelRequest.of(CallKey.of(Purpose.USER), Message.user("Hello"));
    }
}
