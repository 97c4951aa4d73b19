package dev.rehearsal.server.pages.run;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What takes a look at a run's sessions one by one: how turns, latency and cost are spread.
 *
 * @param of says of how many sessions they are where those are not all; may be empty
 */
record RunFigures(List<Fact> tiles, List<Histogram> plots, String of) {
    private static final int LOOKED_AT = 2_000;

    static RunFigures of(Store store, RunRecord run) {
        var turns = LongStream.builder();
        var toGoal = LongStream.builder();
        var latencies = DoubleStream.builder();
        var costs = DoubleStream.builder();
        long tokens = 0;
        long sessions = 0;
        BigDecimal usd = BigDecimal.ZERO;
        boolean unknown = false;
        boolean more;
        try (Stream<SessionRecord> records = store.sessions().ofRun(run.runId())) {
            Iterator<SessionRecord> each = records.iterator();
            while (each.hasNext() && sessions < LOOKED_AT) {
                SessionRecord session = each.next();
                sessions++;
                turns.add(session.row().turns());
                if ("goal_achieved".equals(session.row().stopReason())) {
                    toGoal.add(session.row().turns());
                }
                tokens += session.row().tokens();
                BigDecimal cost = session.row().usd();
                unknown |= cost == null;
                if (cost != null && session.row().tokens() > 0) {
                    costs.add(cost.doubleValue());
                    usd = usd.add(cost);
                }
                session.conversation().turns().stream()
                        .map(Turn::latency)
                        .filter(latency -> !latency.isZero())
                        .forEach(latency -> latencies.add(latency.toMillis() / 1000.0));
            }
            more = each.hasNext();
        }
        double[] sessionCosts = costs.build().toArray();
        double[] sorted = latencies.build().sorted().toArray();
        long[] allTurns = turns.build().toArray();
        var tiles = new ArrayList<Fact>();
        tiles.add(new Fact("sessions", Figures.count(sessions)));
        if (allTurns.length > 0) {
            tiles.add(new Fact(
                    "turns, on average",
                    String.format(
                            java.util.Locale.ROOT,
                            "%.1f",
                            Arrays.stream(allTurns).average().orElse(0))));
        }
        if (sorted.length > 0) {
            tiles.add(new Fact("answer, median", seconds(sorted, 0.5)));
            tiles.add(new Fact("answer, 95 % within", seconds(sorted, 0.95)));
        }
        if (tokens > 0) {
            tiles.add(new Fact("tokens", Figures.count(tokens)));
            tiles.add(new Fact("cost", cost(usd, unknown)));
        }
        return new RunFigures(
                tiles,
                Stream.of(
                                Histogram.ofCounts(
                                        "Turns to the goal",
                                        "turns",
                                        toGoal.build().toArray()),
                                latencies(sorted),
                                Histogram.of("Cost of a session", "US dollars", sessionCosts))
                        .filter(plot -> !plot.isEmpty())
                        .toList(),
                more ? "Of the first " + Figures.count(LOOKED_AT) + " sessions." : "");
    }

    /** A sum says it where it is not all. */
    static String cost(BigDecimal usd, boolean unknown) {
        if (!unknown) {
            return Figures.usd(usd);
        }
        return usd.signum() == 0 ? Figures.usd(null) : "at least " + Figures.usd(usd);
    }

    /** In the unit that they are read in most easily. */
    private static Histogram latencies(double[] sorted) {
        boolean quick = sorted.length > 0 && sorted[sorted.length - 1] < 1;
        return Histogram.of(
                "Latency of answers",
                quick ? "milliseconds" : "seconds",
                quick ? Arrays.stream(sorted).map(each -> each * 1000).toArray() : sorted);
    }

    private static String seconds(double[] sorted, double share) {
        double value = sorted[(int) Math.ceil(share * sorted.length) - 1];
        return Figures.duration(Duration.ofMillis(Math.round(value * 1000)));
    }
}
