package dev.rehearsal.comparison;

import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run's values, by case. */
record ComparedRun(RunRecord run, Map<String, List<SessionValues>> cases) {
    static ComparedRun read(Store store, RunRecord run) {
        var cases = new TreeMap<String, List<SessionValues>>();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(run.runId())) {
            sessions.filter(session -> session.row().stopReason() != null)
                    .forEach(session -> cases.computeIfAbsent(
                                    session.row().caseId().value(), id -> new ArrayList<>(1))
                            .add(SessionValues.of(session, run.runId())));
        }
        return new ComparedRun(run, cases);
    }

    Set<String> feedbackNames() {
        var names = new TreeSet<String>();
        cases.values()
                .forEach(sessions ->
                        sessions.forEach(session -> names.addAll(session.sums().keySet())));
        return names;
    }

    /** The categories of a feedback; none where it has numbers. */
    Set<String> categories(String feedback) {
        var categories = new TreeSet<String>();
        sums(feedback).forEach(sum -> categories.addAll(sum.categories()));
        return categories;
    }

    boolean hasNumbers(String feedback) {
        return sums(feedback).anyMatch(sum -> sum.mean(null) != null);
    }

    boolean isYesNo(String feedback) {
        return sums(feedback).allMatch(SessionValues.Sum::isYesNo);
    }

    long unscored(String feedback) {
        return sums(feedback).mapToLong(SessionValues.Sum::failed).sum();
    }

    private Stream<SessionValues.Sum> sums(String feedback) {
        return cases.values().stream()
                .flatMap(List::stream)
                .map(session -> session.sums().get(feedback))
                .filter(sum -> sum != null);
    }

    /** What a case comes to: the mean of its sessions' means, with the lowest session first; null where nothing was scored. */
    @Nullable
    CaseMean mean(String caseId, String feedback, @Nullable String category) {
        var scored = new ArrayList<CaseMean.Scored>();
        for (SessionValues session : cases.getOrDefault(caseId, List.of())) {
            SessionValues.Sum sum = session.sums().get(feedback);
            Double mean = sum == null ? null : sum.mean(category);
            if (mean != null) {
                scored.add(new CaseMean.Scored(session.session(), mean));
            }
        }
        return scored.isEmpty() ? null : CaseMean.of(scored);
    }
}
