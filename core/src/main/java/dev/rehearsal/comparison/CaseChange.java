package dev.rehearsal.comparison;

import dev.rehearsal.conversation.SessionId;
import java.util.List;

/**
 * A case whose mean is another in the second run.
 *
 * @param firstSessions that have a value in the first run
 * @param secondSessions that have a value in the second run; the one with the lowest first
 */
public record CaseChange(
        String caseId, double first, double second, List<SessionId> firstSessions, List<SessionId> secondSessions) {
    public CaseChange {
        firstSessions = List.copyOf(firstSessions);
        secondSessions = List.copyOf(secondSessions);
    }

    public double difference() {
        return second - first;
    }
}
