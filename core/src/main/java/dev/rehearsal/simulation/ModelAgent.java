package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is a model with a system prompt. The prompt may use the test case's context: <code>{{user_id}}</code>. Session id and
 * context are sent along as the request's metadata.
 */
public final class ModelAgent implements Agent {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*}}");

    private final ModelClient model;
    private final String systemPrompt;
    private final ModelParameters parameters;
    private final String name;

    private ModelAgent(Builder builder) {
        this.model = builder.model;
        this.systemPrompt = builder.systemPrompt;
        this.parameters = builder.parameters;
        this.name = builder.name == null ? builder.model.name() : builder.name;
    }

    /** With the usual limits, of its own. */
    public static Builder builder(Model model) {
        return builder(new ModelClient(model, ModelLimits.DEFAULT));
    }

    /** With a client's limits, shared with whoever else asks it. */
    public static Builder builder(ModelClient model) {
        return new Builder(model);
    }

    @Override
    public Answer answer(AgentRequest request) {
        var messages = new ArrayList<Message>(request.messages().size() + 1);
        if (!systemPrompt.isBlank()) {
            messages.add(Message.system(filled(request.context())));
        }
        messages.addAll(request.messages());
        var metadata =
                new LinkedHashMap<String, @Nullable Object>(request.context().asMap());
        metadata.put("session_id", request.sessionId().value());
        ModelReply reply = model.generate(
                new ModelRequest(
                        messages,
                        List.of(),
                        null,
                        parameters,
                        Attributes.from(metadata),
                        request.calls().key(Purpose.AGENT, "")),
                request.calls());
        return new Answer(List.of(Message.assistant(reply.text(), reply.toolCalls())), reply.usage());
    }

    /** A model keeps nothing, so a conversation can go on wherever its history is. */
    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    /** What a system prompt takes from a test case's context: the names in {@code {{name}}}. */
    public static Set<String> variables(String systemPrompt) {
        return VARIABLE.matcher(systemPrompt)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String filled(Attributes context) {
        Matcher matcher = VARIABLE.matcher(systemPrompt);
        var text = new StringBuilder();
        while (matcher.find()) {
            String value = context.text(matcher.group(1)).orElse("");
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(text).toString();
    }

    /** Puts such an agent together. */
    public static final class Builder {
        private final ModelClient model;
        private String systemPrompt = "";
        private ModelParameters parameters = ModelParameters.DEFAULT;
        private @Nullable String name;

        private Builder(ModelClient model) {
            this.model = model;
        }

        public Builder systemPrompt(String systemPrompt) {
            this.systemPrompt = systemPrompt;
            return this;
        }

        public Builder parameters(ModelParameters parameters) {
            this.parameters = parameters;
            return this;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public ModelAgent build() {
            return new ModelAgent(this);
        }
    }
}
