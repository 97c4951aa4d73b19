package dev.rehearsal.comparison;

import dev.rehearsal.conversation.SessionId;
import java.util.Comparator;
import java.util.List;

/** What one case comes to in one run. */
record CaseMean(double mean, List<SessionId> sessions) {
    /** A session's mean. */
    record Scored(SessionId session, double mean) {}

    static CaseMean of(List<Scored> scored) {
        double mean = scored.stream().mapToDouble(Scored::mean).average().orElseThrow();
        return new CaseMean(
                mean,
                scored.stream()
                        .sorted(Comparator.comparingDouble(Scored::mean))
                        .map(Scored::session)
                        .toList());
    }

    /** Whether it is yes or no, said once. */
    boolean isOneAnswer() {
        return sessions.size() == 1 && (mean == 0 || mean == 1);
    }
}
