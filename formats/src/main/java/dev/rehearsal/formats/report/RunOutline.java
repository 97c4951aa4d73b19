package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a report has to know before its first line: gathered in one pass over the run's sessions, a few bytes for each.
 *
 * @param sessions in the order of cases and trials
 * @param scores the names of all feedback
 * @param rates those of them that are yes or no
 * @param latencies of the agent's answers in milliseconds, the smallest first
 */
record RunOutline(
        RunRecord run,
        List<Entry> sessions,
        Map<Outcome, Long> outcomes,
        Set<String> scores,
        Set<String> rates,
        long[] latencies) {
    /** A session and what became of it. */
    record Entry(SessionId sessionId, Outcome outcome) {}

    static RunRecord run(EvaluationResult result) {
        return result.store()
                .runs()
                .find(result.runId().value())
                .orElseThrow(() -> new IllegalStateException("run " + result.runId() + " is not in its store"));
    }

    static RunOutline of(EvaluationResult result) {
        RunRecord run = run(result);
        var sessions = new ArrayList<Entry>();
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        var scores = new TreeSet<String>();
        var rates = new TreeSet<String>();
        var latencies = LongStream.builder();
        try (Stream<SessionRecord> records = result.records()) {
            for (Iterator<SessionRecord> each = records.iterator(); each.hasNext(); ) {
                SessionRecord session = each.next();
                Outcome outcome = Outcome.of(run, session);
                sessions.add(new Entry(session.row().sessionId(), outcome));
                outcomes.merge(outcome, 1L, Long::sum);
                for (Assessment assessment : Outcome.current(run, session)) {
                    String name = assessment.feedback().name();
                    scores.add(name);
                    if (assessment.feedback().value() instanceof FeedbackValue.YesNo) {
                        rates.add(name);
                    }
                }
                session.conversation().turns().stream()
                        .map(Turn::latency)
                        .mapToLong(Duration::toMillis)
                        .forEach(latencies);
            }
        }
        long[] sorted = latencies.build().toArray();
        Arrays.sort(sorted);
        return new RunOutline(run, sessions, outcomes, scores, rates, sorted);
    }

    /** The name of the feedback that a metric is made of. */
    static String scorer(Metric metric) {
        int cut = metric.name().lastIndexOf('/');
        return cut < 0 ? metric.name() : metric.name().substring(0, cut);
    }

    long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** The worst first, each kind in the order of cases and trials. */
    List<Entry> worstFirst() {
        return sessions.stream().sorted(Comparator.comparing(Entry::outcome)).toList();
    }

    /** The latency that this share of the answers stayed within; zero where there are none. */
    long latency(double share) {
        return latencies.length == 0 ? 0 : latencies[(int) Math.ceil(share * latencies.length) - 1];
    }
}
