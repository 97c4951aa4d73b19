package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Content;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.ToolCalls;
import dev.rehearsal.agents.reply.Usages;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** OpenAI's chat completions, as a stream. */
record ChatStream(ModelBody model) implements Protocol {
    @Override
    public Object body(AgentRequest request) {
        Map<String, Object> body = model.begin();
        ModelBody.put(body, "max_tokens", model.parameters().maxTokens());
        body.put("messages", model.messages(request));
        body.put("metadata", ModelBody.metadata(request));
        body.put("stream_options", Map.of("include_usage", true));
        return body;
    }

    /** From a server that does not stream although it was asked to. */
    @Override
    public Answer whole(Object document) {
        Map<?, ?> reply = Tree.map(document);
        if (!(Tree.first(reply.get("choices")) instanceof Map<?, ?> choice)) {
            throw new AgentException("the reply has no 'choices': '" + Excerpt.of(Json.write(document)) + "'");
        }
        Map<?, ?> message = Tree.map(choice.get("message"));
        return Answer.of(Content.ofMessage(message), ToolCalls.from(message.get("tool_calls")))
                .withUsage(Usages.from(reply.get("usage")));
    }

    @Override
    public Parts parts() {
        return new Gathered();
    }

    private static final class Gathered implements Parts {
        private final StringBuilder said = new StringBuilder();
        private final TreeMap<Integer, Call> calls = new TreeMap<>();
        private Usage used = Usage.NONE;
        private boolean finished;
        private String last = "";

        /** A tool call that comes in parts. */
        private static final class Call {
            private String id = "";
            private final StringBuilder name = new StringBuilder();
            private final StringBuilder arguments = new StringBuilder();

            ToolCall whole() {
                return ToolCall.of(id, name.toString(), arguments.isEmpty() ? "{}" : arguments.toString());
            }
        }

        @Override
        public void accept(Event event) {
            last = event.text();
            Map<?, ?> chunk = Tree.map(Json.parse(event.text()).orElse(null));
            if (chunk.get("error") != null || event.name().equals("error")) {
                throw new AgentException("the agent's stream says 'error': '" + Excerpt.of(event.text()) + "'");
            }
            Usage now = Usages.from(chunk.get("usage"));
            used = now.equals(Usage.NONE) ? used : now;
            if (Tree.first(chunk.get("choices")) instanceof Map<?, ?> choice) {
                finished |= choice.get("finish_reason") != null;
                Map<?, ?> delta = Tree.map(choice.get("delta"));
                said.append(Content.ofMessage(delta));
                Tree.list(delta.get("tool_calls")).forEach(part -> call(Tree.map(part)));
            }
        }

        private void call(Map<?, ?> part) {
            int index = part.get("index") instanceof Number number ? number.intValue() : calls.size();
            Call call = calls.computeIfAbsent(index, i -> new Call());
            String id = Tree.text(part.get("id"));
            call.id = id.isEmpty() ? call.id : id;
            Map<?, ?> function = Tree.map(part.get("function"));
            call.name.append(Tree.text(function.get("name")));
            call.arguments.append(Tree.text(function.get("arguments")));
        }

        @Override
        public void done() {
            finished = true;
        }

        @Override
        public boolean hasText() {
            return !said.isEmpty();
        }

        @Override
        public Answer answer() {
            if (!finished) {
                throw new AgentException("the agent's stream ended before it was finished"
                        + (last.isEmpty() ? ", without any event" : "; the last event: '" + Excerpt.of(last) + "'"));
            }
            List<ToolCall> made = calls.values().stream().map(Call::whole).toList();
            return Answer.of(said.toString(), made).withUsage(used);
        }
    }
}
