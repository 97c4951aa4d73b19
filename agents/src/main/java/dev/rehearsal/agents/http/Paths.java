package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON: a template for what is sent, and where in the reply the answer stands.
 *
 * @param body null for none
 * @param paths where the answer stands
 */
record Paths(@Nullable Template body, AnswerPaths paths) implements Protocol {
    @Override
    public @Nullable Object body(AgentRequest request) {
        return body == null ? null : body.fill(request);
    }

    @Override
    public Answer whole(Object document) {
        return paths.read(document);
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
                paths.texts(document).ifPresent(texts -> texts.forEach(said::append));
                made.addAll(paths.calls(document));
                Usage now = paths.used(document);
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
                                : "no event of the agent's stream has anything at " + paths.answer()
                                        + "; the last one: '" + Excerpt.of(last) + "'");
            }
            return AnswerPaths.answer(List.of(said.toString()), made, used);
        }
    }
}
