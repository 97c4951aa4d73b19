package dev.rehearsal.models.spring;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelReply.Finish;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A chat model of Spring AI as one of ours, to play the user or to judge. Switch its own retries off ({@code spring.ai.retry.max-attempts=1}):
 * they would multiply with ours. Temperature, top_p and max_tokens are passed on; structured replies are asked for in words, and other
 * parameters are refused, as Spring AI has no common place for them. For an application that is tested there is {@code SpringAiAgent}.
 */
public final class SpringAiModel implements Model {
    private final String name;
    private final ChatModel model;
    private final SpringFailures failures;

    private SpringAiModel(String name, ChatModel model) {
        this.name = name;
        this.model = model;
        this.failures = new SpringFailures(name);
    }

    /** Named by its class and model, as far as the object tells. */
    public static SpringAiModel of(ChatModel model) {
        ChatOptions options = model.getDefaultOptions();
        String given = options == null ? null : options.getModel();
        String type = model.getClass().getSimpleName();
        return of("spring-ai:/" + (given == null || given.isBlank() ? type : given), model);
    }

    /** @param name what it is called in reports and tables of prices */
    public static SpringAiModel of(String name, ChatModel model) {
        return new SpringAiModel(name, model);
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        refuseWhatHasNoPlace(request);
        try {
            return reply(model.call(new Prompt(messages(request), options(request.parameters()))));
        } catch (RuntimeException e) {
            throw failures.from(e, request);
        }
    }

    private void refuseWhatHasNoPlace(ModelRequest request) {
        ReplySchema schema = request.schema();
        if (schema != null && schema.form() != ReplySchema.Form.NONE) {
            throw new ModelException.SchemaUnsupported(name + ": Spring AI has no common way to ask for a schema");
        }
        if (request.parameters().seed() != null) {
            throw new ModelException.ParameterUnsupported("seed", name + ": Spring AI has no common place for a seed");
        }
        for (String other : request.parameters().more().names()) {
            throw new ModelException.ParameterUnsupported(
                    other, name + ": '" + other + "' cannot be passed on; set it at the chat model");
        }
        if (!request.tools().isEmpty()) {
            throw new ModelException.Rejected(
                    name + ": tools are Spring AI's own; an application that has some is tested by SpringAiAgent",
                    null);
        }
    }

    private static List<org.springframework.ai.chat.messages.Message> messages(ModelRequest request) {
        return request.messages().stream().map(SpringAiModel::message).toList();
    }

    private static org.springframework.ai.chat.messages.Message message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
        };
    }

    private static ChatOptions options(ModelParameters parameters) {
        ChatOptions.Builder options = ChatOptions.builder();
        if (parameters.temperature() != null) {
            options.temperature(parameters.temperature());
        }
        if (parameters.topP() != null) {
            options.topP(parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            options.maxTokens(parameters.maxTokens());
        }
        return options.build();
    }

    private ModelReply reply(@Nullable ChatResponse response) {
        Generation generation = response == null ? null : response.getResult();
        if (response == null || generation == null) {
            throw failures.empty();
        }
        String text = generation.getOutput().getText();
        var usage = response.getMetadata().getUsage();
        return new ModelReply(
                text == null ? "" : text,
                List.of(),
                finish(generation.getMetadata().getFinishReason()),
                usage == null
                        ? Usage.NONE
                        : Usage.of(count(usage.getPromptTokens()), count(usage.getCompletionTokens())));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    /** Spring AI passes on what each provider says. */
    private static Finish finish(@Nullable String reason) {
        if (reason == null) {
            return Finish.STOP;
        }
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "stop", "end_turn", "stop_sequence", "" -> Finish.STOP;
            case "length", "max_tokens" -> Finish.LENGTH;
            case "content_filter", "safety", "refusal" -> Finish.CONTENT_FILTER;
            default -> Finish.OTHER;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
