package dev.rehearsal.agents.a2a;

import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.FileReference;
import dev.rehearsal.simulation.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an A2A agent replies: a message, or a task with its state, its messages and its artifacts. Both versions of the protocol are read.
 *
 * @param taskId empty for a message
 * @param state of the task, as 0.3 writes it ({@code input-required}); {@code completed} for a message
 */
record Reply(String contextId, String taskId, String state, List<SaidText> said) {
    private static final Set<String> WORKING = Set.of("submitted", "working", "unspecified", "unknown");
    private static final Set<String> FAILED = Set.of("failed", "rejected", "canceled", "auth-required");

    /** @param id of the message or artifact that the text stands in */
    record SaidText(String id, String text) {}

    /** @throws AgentException if it is neither a message nor a task */
    static Reply of(Map<?, ?> result) {
        // 1.0 names what it is by its key; 0.3, and a task that is asked for, are the thing itself
        if (result.get("message") instanceof Map<?, ?> message && !result.containsKey("status")) {
            return ofMessage(message);
        }
        Map<?, ?> thing = result.get("task") instanceof Map<?, ?> task ? task : result;
        if (thing.get("status") instanceof Map<?, ?> status) {
            return ofTask(thing, status);
        }
        if (thing.get("parts") instanceof List<?>) {
            return ofMessage(thing);
        }
        throw new AgentException(
                "the A2A agent's reply is neither a message nor a task: '" + Excerpt.of(Json.write(result)) + "'");
    }

    private static Reply ofMessage(Map<?, ?> message) {
        return new Reply(Tree.text(message.get("contextId")), "", "completed", List.of(text("messageId", message)));
    }

    private static Reply ofTask(Map<?, ?> task, Map<?, ?> status) {
        var said = new ArrayList<SaidText>();
        Tree.list(task.get("history")).stream()
                .map(Tree::map)
                .filter(Reply::isAgents)
                .forEach(message -> said.add(text("messageId", message)));
        Tree.list(task.get("artifacts")).forEach(artifact -> said.add(text("artifactId", Tree.map(artifact))));
        Map<?, ?> message = Tree.map(status.get("message"));
        if (!message.isEmpty()) {
            said.add(text("messageId", message));
        }
        return new Reply(Tree.text(task.get("contextId")), Tree.text(task.get("id")), state(status), said);
    }

    static String state(Map<?, ?> status) {
        return Tree.text(status.get("state"))
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^task_state_", "")
                .replace('_', '-');
    }

    private static boolean isAgents(Map<?, ?> message) {
        return Tree.text(message.get("role")).toLowerCase(Locale.ROOT).endsWith("agent");
    }

    static SaidText text(String id, Map<?, ?> holder) {
        var texts = new ArrayList<String>();
        Tree.list(holder.get("parts")).forEach(part -> texts.add(part(Tree.map(part))));
        String text = String.join("\n\n", texts);
        String name = Tree.text(holder.get(id));
        return new SaidText(name.isEmpty() ? text : name, text);
    }

    /** A text as it is, data as JSON, a file as what it is called and where it is. */
    private static String part(Map<?, ?> part) {
        if (part.get("text") instanceof String text) {
            return text;
        }
        if (part.get("data") != null) {
            return Json.write(part.get("data"));
        }
        Map<?, ?> file = part.get("file") instanceof Map<?, ?> inner ? inner : part;
        String name = first(file, "name", "filename");
        String type = first(file, "mimeType", "mediaType");
        String place = first(file, "uri", "url");
        return (place.isEmpty()
                        ? FileReference.ofBase64("file", name, type, first(file, "bytes", "raw"))
                        : FileReference.at("file", name, type, place))
                .toString();
    }

    private static String first(Map<?, ?> map, String name, String other) {
        @Nullable Object value = map.get(name);
        return Tree.text(value == null ? map.get(other) : value);
    }

    boolean isWorking() {
        return !taskId.isEmpty() && WORKING.contains(state);
    }

    boolean waitsForUser() {
        return state.equals("input-required");
    }

    /** @throws AgentException if the task came to no good end */
    void refuseFailure() {
        if (FAILED.contains(state)) {
            String last = said.isEmpty() ? "" : ": " + Excerpt.of(said.getLast().text());
            throw new AgentException("the A2A agent's task is " + state + last);
        }
    }
}
