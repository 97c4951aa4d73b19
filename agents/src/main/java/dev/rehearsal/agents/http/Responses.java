package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Responses API: {@code input} and items of {@code output}; OpenAI's, or that of MLflow's agents, which take {@code custom_inputs} and a
 * {@code context}.
 *
 * @param mlflow whether it is MLflow's
 */
record Responses(ModelBody model, boolean mlflow) implements Protocol {
    private static final int MOST_METADATA = 16;

    @Override
    public Object body(AgentRequest request) {
        Map<String, Object> body = model.begin();
        ModelBody.put(body, "max_output_tokens", model.parameters().maxTokens());
        body.put("input", model.messages(request));
        if (mlflow) {
            body.put("custom_inputs", ModelBody.metadata(request));
            var context = new LinkedHashMap<String, Object>();
            context.put("conversation_id", request.sessionId().value());
            request.context().text("user_id").ifPresent(user -> context.put("user_id", user));
            body.put("context", context);
        } else {
            body.put("metadata", texts(ModelBody.metadata(request)));
        }
        return body;
    }

    /** OpenAI takes 16 texts; the session's id is always among them. */
    private static Map<String, String> texts(Map<String, Object> metadata) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("session_id", String.valueOf(metadata.get("session_id")));
        metadata.forEach((name, value) -> {
            if (texts.size() < MOST_METADATA) {
                texts.put(name, value instanceof String text ? text : Json.write(value));
            }
        });
        return texts;
    }

    @Override
    public Answer whole(Object document) {
        Map<?, ?> reply = Tree.map(document);
        if (!(reply.get("output") instanceof List<?> output)) {
            throw new AgentException("the reply has no 'output': '" + Excerpt.of(Json.write(document)) + "'");
        }
        return OutputItems.answer(output, reply.get("usage"));
    }

    @Override
    public Parts parts() {
        return new Gathered();
    }

    private static final class Gathered implements Parts {
        private final StringBuilder said = new StringBuilder();
        private final List<Object> items = new ArrayList<>();
        private Map<?, ?> completed = Map.of();
        private boolean done;
        private String last = "";

        @Override
        public void accept(Event event) {
            last = event.text();
            Map<?, ?> data = Tree.map(Json.parse(event.text()).orElse(null));
            String type = Tree.text(data.get("type"));
            switch (type) {
                case "response.output_text.delta" -> said.append(Tree.text(data.get("delta")));
                case "response.output_item.done" -> items.add(Tree.map(data.get("item")));
                case "response.completed" -> {
                    completed = Tree.map(data.get("response"));
                    done = true;
                }
                default -> {
                    if (type.equals("error") || type.equals("response.failed") || data.get("error") != null) {
                        throw new AgentException("the agent's stream says 'error': '" + Excerpt.of(last) + "'");
                    }
                }
            }
        }

        @Override
        public void done() {
            done = true;
        }

        @Override
        public boolean hasText() {
            return !said.isEmpty() || items.stream().anyMatch(OutputItems::isMessage);
        }

        @Override
        public Answer answer() {
            if (!done) {
                throw new AgentException("the agent's stream ended before it was finished"
                        + (last.isEmpty() ? ", without any event" : "; the last event: '" + Excerpt.of(last) + "'"));
            }
            List<?> output = items.isEmpty() ? Tree.list(completed.get("output")) : items;
            Answer answer = OutputItems.answer(output, completed.get("usage"));
            return answer.text().isEmpty() && !said.isEmpty()
                    ? Answer.of(said.toString(), answer.toolCalls()).withUsage(answer.usage())
                    : answer;
        }
    }
}
