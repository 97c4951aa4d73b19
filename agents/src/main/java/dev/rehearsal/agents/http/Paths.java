package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.Place;
import dev.rehearsal.agents.reply.ToolCalls;
import dev.rehearsal.agents.reply.Usages;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON: a template for what is sent, and where in the reply the answer stands.
 *
 * @param body null for none
 * @param answer where its text is, or a list of texts
 * @param toolCalls null where there are none
 * @param usage null where nothing is said of it
 */
record Paths(
        @Nullable Template body,
        Place answer,
        @Nullable Place toolCalls,
        @Nullable Place usage) implements Protocol {
    @Override
    public @Nullable Object body(AgentRequest request) {
        return body == null ? null : body.fill(request);
    }

    @Override
    public Answer whole(Object document) {
        List<String> texts = texts(document)
                .orElseThrow(() -> new AgentException("the agent's reply has nothing at " + answer + keys(document)
                        + ": '" + Excerpt.of(Json.write(document)) + "'"));
        return answer(texts, calls(document), usage(document));
    }

    /** The tool calls were made before the last word was said, so the first message has them. */
    private static Answer answer(List<String> texts, List<ToolCall> calls, Usage usage) {
        var messages = new ArrayList<Message>();
        for (String text : texts.isEmpty() ? List.of("") : texts) {
            messages.add(Message.assistant(text, messages.isEmpty() ? calls : List.of()));
        }
        return new Answer(messages, usage);
    }

    private Optional<List<String>> texts(Object document) {
        Object value = answer.in(document).orElse(null);
        return switch (value) {
            case null -> Optional.empty();
            case List<?> list ->
                Optional.of(list.stream()
                        .filter(each -> each != null)
                        .map(each -> text(each))
                        .toList());
            case Object one -> Optional.of(List.of(text(one)));
        };
    }

    private String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            throw new AgentException("what stands at " + answer + " in the agent's reply is an object" + keys(map)
                    + ", no text; name the text in it");
        }
        return value instanceof String text ? text : Json.write(value);
    }

    private static String keys(Object document) {
        return document instanceof Map<?, ?> map
                ? " (it has: "
                        + String.join(
                                ", ", map.keySet().stream().map(String::valueOf).toList()) + ")"
                : "";
    }

    private List<ToolCall> calls(Object document) {
        return toolCalls == null
                ? List.of()
                : ToolCalls.from(toolCalls.in(document).orElse(null));
    }

    private Usage usage(Object document) {
        return usage == null ? Usage.NONE : Usages.from(usage.in(document).orElse(null));
    }

    @Override
    public Parts parts() {
        return new Gathered();
    }

    /** The texts of all events, put together. */
    private final class Gathered implements Parts {
        private final StringBuilder said = new StringBuilder();
        private final List<ToolCall> made = new ArrayList<>();
        private Usage used = Usage.NONE;
        private String last = "";

        @Override
        public void accept(Event event) {
            if (event.name().equals("error")) {
                throw new AgentException("the agent's stream says 'error': '" + Excerpt.of(event.text()) + "'");
            }
            last = event.text();
            Json.parse(event.text()).ifPresent(document -> {
                texts(document).ifPresent(texts -> texts.forEach(said::append));
                made.addAll(calls(document));
                Usage now = usage(document);
                used = now.equals(Usage.NONE) ? used : now;
            });
        }

        @Override
        public boolean hasText() {
            return !said.isEmpty();
        }

        @Override
        public Answer answer() {
            if (said.isEmpty() && made.isEmpty()) {
                throw new AgentException(
                        last.isEmpty()
                                ? "the agent's stream ended without any event"
                                : "no event of the agent's stream has anything at " + answer + "; the last one: '"
                                        + Excerpt.of(last) + "'");
            }
            return Paths.answer(List.of(said.toString()), made, used);
        }
    }
}
