package dev.rehearsal.agents.a2a;

import dev.rehearsal.agents.a2a.Reply.SaidText;
import dev.rehearsal.agents.http.FirstWord;
import dev.rehearsal.agents.http.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together what an agent tells as it happens: messages, tasks, changes of a task's state, and artifacts in pieces. Each is said in
 * the place where it was begun.
 */
final class Updates {
    private final FirstWord firstWord;
    private final Map<String, String> said = new LinkedHashMap<>();
    private String contextId = "";
    private String taskId = "";
    private String state = "";

    Updates(FirstWord firstWord) {
        this.firstWord = firstWord;
    }

    /** @throws dev.rehearsal.simulation.AgentException if it is none of them */
    void accept(Map<?, ?> result) {
        // 1.0 names what it is by its key; in 0.3 it is the thing itself
        Map<?, ?> status = result.get("statusUpdate") instanceof Map<?, ?> update ? update : result;
        Map<?, ?> artifact = result.get("artifactUpdate") instanceof Map<?, ?> update ? update : result;
        if (status.get("taskId") != null && status.get("status") instanceof Map<?, ?> now) {
            about(status);
            state = Reply.state(now);
            Map<?, ?> message = Tree.map(now.get("message"));
            if (!message.isEmpty()) {
                say(Reply.text("messageId", message));
            }
        } else if (artifact.get("taskId") != null && artifact.get("artifact") instanceof Map<?, ?> piece) {
            about(artifact);
            SaidText text = Reply.text("artifactId", piece);
            boolean more = Boolean.TRUE.equals(artifact.get("append"));
            say(more ? new SaidText(text.id(), said.getOrDefault(text.id(), "") + text.text()) : text);
        } else {
            whole(Reply.of(result));
        }
        if (said.values().stream().anyMatch(text -> !text.isBlank())) {
            firstWord.heard();
        }
    }

    private void about(Map<?, ?> update) {
        contextId = Tree.text(update.get("contextId"));
        taskId = Tree.text(update.get("taskId"));
    }

    /** A message, or a task as it is now: what came in pieces stands in it as parts, and is better as it came. */
    private void whole(Reply reply) {
        contextId = reply.contextId();
        taskId = reply.taskId();
        state = reply.state();
        for (SaidText text : reply.said()) {
            if (!squeezed(said.getOrDefault(text.id(), "")).equals(squeezed(text.text()))) {
                say(text);
            }
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private void say(SaidText text) {
        said.put(text.id(), text.text());
    }

    /** Whether there was anything that can be gone on with. */
    boolean isEmpty() {
        return state.isEmpty();
    }

    /** What is known by now. */
    Reply reply() {
        List<SaidText> texts = said.entrySet().stream()
                .map(each -> new SaidText(each.getKey(), each.getValue()))
                .toList();
        return new Reply(contextId, taskId, state, texts);
    }
}
