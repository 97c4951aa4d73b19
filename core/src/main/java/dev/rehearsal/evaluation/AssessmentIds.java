package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.store.RunId;

/** Ids of scorers' assessments: derived, so that a scorer that is asked again after a crash gives no second one. */
final class AssessmentIds {
    private AssessmentIds() {}

    static String of(RunId runId, SessionId session, int turn, String scorer, int number) {
        return runId + "/" + session + "/" + turn + "/" + scorer + "/" + number;
    }
}
