package dev.rehearsal.models.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

class SpringAiModelTest {
    private static ModelRequest request() {
        return ModelRequest.of(
                new CallKey(Purpose.USER, "case", 1, 1, "", 0),
                Message.system("You are a customer."),
                Message.user("Hello?"),
                Message.assistant("Hello!"),
                Message.user("Go on."));
    }

    private static ChatModel replying(AtomicReference<Prompt> asked, String finish) {
        return prompt -> {
            asked.set(prompt);
            return new ChatResponse(
                    List.of(new Generation(
                            new AssistantMessage("Hi"),
                            ChatGenerationMetadata.builder()
                                    .finishReason(finish)
                                    .build())),
                    ChatResponseMetadata.builder()
                            .usage(new DefaultUsage(10, 5))
                            .build());
        };
    }

    @Test
    void asksAnyChatModel() {
        var asked = new AtomicReference<Prompt>();
        var model = SpringAiModel.of("mine:/1", replying(asked, "MAX_TOKENS"));

        ModelReply reply = model.generate(request()
                .withParameters(ModelParameters.DEFAULT
                        .withTemperature(0.3)
                        .withTopP(0.9)
                        .withMaxTokens(7)));

        assertThat(reply).isEqualTo(new ModelReply("Hi", List.of(), ModelReply.Finish.LENGTH, Usage.of(10, 5)));
        assertThat(model.name()).isEqualTo("mine:/1");
        assertThat(asked.get().getInstructions())
                .extracting(org.springframework.ai.chat.messages.Message::getMessageType)
                .containsExactly(MessageType.SYSTEM, MessageType.USER, MessageType.ASSISTANT, MessageType.USER);
        assertThat(asked.get().getOptions().getTemperature()).isEqualTo(0.3);
        assertThat(asked.get().getOptions().getTopP()).isEqualTo(0.9);
        assertThat(asked.get().getOptions().getMaxTokens()).isEqualTo(7);
    }

    @Test
    void namesAModelThatDoesNotNameItself() {
        assertThat(SpringAiModel.of(replying(new AtomicReference<>(), "stop")).name())
                .startsWith("spring-ai:/");
    }

    @Test
    void saysWhatItCannotPassOn() {
        var model = SpringAiModel.of("mine:/1", replying(new AtomicReference<>(), "stop"));
        ReplySchema schema = ReplySchema.of("s", "{\"type\":\"object\"}");

        assertThatThrownBy(() -> model.generate(request().withSchema(schema)))
                .isInstanceOf(ModelException.SchemaUnsupported.class);
        assertThatThrownBy(() -> model.generate(request().withParameters(ModelParameters.DEFAULT.withSeed(3L))))
                .isInstanceOf(ModelException.ParameterUnsupported.class);
        assertThatThrownBy(() -> model.generate(
                        request().withParameters(ModelParameters.DEFAULT.withMore(Attributes.of("top_k", 5)))))
                .isInstanceOf(ModelException.ParameterUnsupported.class)
                .hasMessageContaining("'top_k'");
        assertThat(model.generate(request().withSchema(schema.withForm(ReplySchema.Form.NONE)))
                        .text())
                .isEqualTo("Hi");
    }

    /** By the name of the class only, as Spring AI's own is in a module that need not be there. */
    private static final class TransientAiException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TransientAiException(String message) {
            super(message);
        }
    }

    @Test
    void mapsExceptionsByStatusAndType() {
        maps(
                new IllegalStateException("HTTP 429 - {\"error\":{\"message\":\"slow\"}}"),
                ModelException.RateLimited.class);
        maps(new IllegalStateException("503 Service Unavailable: busy"), ModelException.Unavailable.class);
        maps(new IllegalStateException("401 - who are you"), ModelException.Rejected.class);
        maps(new TransientAiException("overloaded"), ModelException.Unavailable.class);
        maps(new UncheckedIOException(new IOException("reset")), ModelException.Unreachable.class);
        maps(new IllegalStateException("a bug"), ModelException.Rejected.class);
    }

    private static void maps(RuntimeException thrown, Class<? extends ModelException> expected) {
        ChatModel broken = prompt -> {
            throw thrown;
        };
        assertThatThrownBy(() -> SpringAiModel.of("mine:/1", broken).generate(request()))
                .isInstanceOf(expected)
                .hasMessageStartingWith("mine:/1: ");
    }

    @Test
    void takesNoReplyForAPassingFault() {
        assertThatThrownBy(() -> SpringAiModel.of("mine:/1", prompt -> null).generate(request()))
                .isInstanceOf(ModelException.Unavailable.class);
    }
}
