package dev.rehearsal.agents.a2a;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one conversation: its context, the task that waits for the user, and what the agent has said already. */
final class Talk {
    private @Nullable String context;
    private @Nullable String task;
    private final Set<String> told = new HashSet<>();

    @Nullable
    String context() {
        return context;
    }

    @Nullable
    String task() {
        return task;
    }

    /** What the agent says in a reply and did not say before. */
    List<String> take(Reply reply) {
        reply.refuseFailure();
        if (!reply.contextId().isEmpty()) {
            context = reply.contextId();
        }
        task = reply.waitsForUser() ? reply.taskId() : null;
        return reply.said().stream()
                .filter(each -> told.add(each.id()))
                .map(Reply.SaidText::text)
                .toList();
    }
}
