package dev.rehearsal.models.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Key;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * A chat model of LangChain4j as one of ours. Switch its own retries off: they would multiply with ours. Temperature, top_p and max_tokens
 * are passed on, and the forms of structured replies; other parameters are refused, for they are the
 * object's own.
 */
public final class LangChain4jModel implements Model {
    private final String name;
    private final ChatModel model;
    private final ChatFailures failures;
    private final Extras extras;
    private final Function<TokenUsage, Usage> usage;

    LangChain4jModel(
            String name, ChatModel model, ChatFailures failures, Extras extras, Function<TokenUsage, Usage> usage) {
        this.name = name;
        this.model = model;
        this.failures = failures;
        this.extras = extras;
        this.usage = usage;
    }

    /** Named by its provider and model, as far as the object tells. */
    public static LangChain4jModel of(ChatModel model) {
        String given = model.defaultRequestParameters().modelName();
        String provider = model.provider().name().toLowerCase(Locale.ROOT);
        return of(
                "langchain4j-" + provider + ":/"
                        + (given == null ? model.getClass().getSimpleName() : given),
                model);
    }

    /** @param name what it is called in reports and tables of prices */
    public static LangChain4jModel of(String name, ChatModel model) {
        return new LangChain4jModel(
                name,
                model,
                ChatFailures.of(new Failures(name, "its provider", Key.NONE)),
                Extras.NONE,
                ChatReplies::usage);
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        Duration timeout = request.parameters().timeout();
        var attempt = new Attempt(timeout == null ? ModelLimits.DEFAULT.timeout() : timeout, extras.of(request));
        try {
            ChatResponse response = attempt.run(() -> model.chat(ChatRequests.of(request)));
            return ChatReplies.of(response, usage);
        } catch (RuntimeException e) {
            throw failures.from(e, request);
        }
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
