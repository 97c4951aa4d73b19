package dev.rehearsal.faults;

import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.testkit.ModelRequest;
import dev.rehearsal.testkit.RequestKind;

/**
 * What a request asked for.
 *
 * @param turn 0 for a judge of a session
 */
record Asked(RequestKind kind, int item, int turn) {
    static Asked of(ModelRequest request) {
        boolean ofSession = request.kind() == RequestKind.JUDGE
                && !request.messages().getFirst().text().contains("is the answer safe?");
        return new Asked(request.kind(), ItemTalk.item(request), ofSession ? 0 : request.turn());
    }

    /** Whether it is a message of the user that turned out not to be needed. */
    boolean isSpare(int maxTurns) {
        return kind == RequestKind.USER && turn > ItemTalk.lastTurn(item, maxTurns);
    }

    /** Whether what was replied is in the store. */
    boolean isIn(Kept kept) {
        return kept.sessions().stream()
                .filter(session -> Kept.item(session) == item)
                .anyMatch(this::isIn);
    }

    private boolean isIn(SessionRecord session) {
        int complete = session.row().turns();
        return switch (kind) {
            case USER -> turn <= complete || turn == complete + 1 && session.waiting() != null;
            case AGENT -> turn <= complete;
            case GOAL_CHECK -> session.goalVerdicts().containsKey(turn);
            case JUDGE -> session.assessments().stream().anyMatch(each -> each.turn() == turn);
        };
    }
}
