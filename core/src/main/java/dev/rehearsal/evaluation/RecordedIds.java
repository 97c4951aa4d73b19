package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import java.util.HashMap;
import java.util.Map;

/** The ids of recorded sessions, in their order: their own, or what follows from what they say; of two that say the same, the second has another. */
final class RecordedIds {
    private final Map<String, Integer> same = new HashMap<>();

    SessionId next(RecordedSession session) {
        SessionId own = session.sessionId();
        if (own != null) {
            return own;
        }
        String said = Attributes.from(CaseReader.write(session.testCase())).toJson() + "\n"
                + Transcript.withToolCalls(session.conversation());
        String digest = Digest.of(said).hex(8);
        int count = same.merge(digest, 1, Integer::sum);
        return SessionId.of("rec-" + digest + (count == 1 ? "" : "-" + count));
    }

    /** Conversations whose goal nobody knows are cases of their own. */
    static TestCase named(TestCase testCase, SessionId id) {
        return testCase.id() == null && testCase.goal().equals(RecordedSession.UNKNOWN_GOAL)
                ? withId(testCase, id)
                : testCase;
    }

    private static TestCase withId(TestCase testCase, SessionId id) {
        var fields = CaseReader.write(testCase);
        fields.put("id", id.value());
        return switch (CaseReader.read(fields)) {
            case dev.rehearsal.dataset.CaseItem.Valid(TestCase valid) -> valid;
            case dev.rehearsal.dataset.CaseItem.Invalid invalid ->
                throw new IllegalStateException("a test case with an id is one: " + invalid.faults());
        };
    }
}
