package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.GateResult;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page about a run shows, worded; its template only arranges it.
 *
 * @param style the page's only style sheet
 * @param styleHash its SHA-256 as a content security policy names it
 * @param verdict {@code good}, {@code bad} or {@code open}
 * @param cut says which conversations are not on the page; empty where all are
 * @param sessions the worst first, made while they are written
 */
record RunPage(
        String style,
        String styleHash,
        String title,
        String verdict,
        String verdictText,
        List<String> reasons,
        List<Line> facts,
        List<Line> tiles,
        List<Bar> endings,
        List<Score> scores,
        List<Row> spend,
        List<Line> outcomes,
        String cut,
        Iterable<SessionCard> sessions) {
    /** A name and what is to be said under it. */
    record Line(String name, String text) {}

    /** How often something is, as a bar of that many per mille. */
    record Bar(String name, String count, String share, long length, boolean bad) {}

    /**
     * A metric; where it is a share, with the places of its value and its interval's ends in per mille.
     *
     * @param note what of it could not be scored or judged
     * @param mark how far its judge can be trusted; empty where no model judged
     */
    record Score(
            String name,
            String aggregate,
            String value,
            String interval,
            String scored,
            String note,
            String mark,
            @Nullable Chart chart) {}

    /** Where a value and its interval are on a scale of a thousand. */
    record Chart(long value, long low, long high) {}

    /** What the calls of one purpose took. */
    record Row(String name, String calls, String tokensIn, String tokensOut, String cost) {}

    static RunPage of(EvaluationResult result, RunOutline outline, int most) {
        RunRecord run = outline.run();
        List<RunOutline.Entry> worstFirst = outline.worstFirst();
        List<RunOutline.Entry> shown = worstFirst.subList(0, Math.min(most, worstFirst.size()));
        Marks marks = Marks.of(result);
        String style = Style.text();
        return new RunPage(
                style,
                Style.hash(style),
                run.experiment(),
                result.passed() ? "good" : result.status() == dev.rehearsal.store.RunStatus.FINISHED ? "bad" : "open",
                verdict(result),
                result.reasons(),
                facts(result, run),
                tiles(result, outline),
                endings(run),
                run.metrics().stream()
                        .map(metric -> score(metric, outline, marks))
                        .toList(),
                spend(result),
                outcomes(outline),
                shown.size() == worstFirst.size()
                        ? ""
                        : "The " + Figures.count(shown.size()) + " worst of " + Figures.count(worstFirst.size())
                                + " conversations are on this page; reports as jsonl, csv and json have all.",
                () -> cards(result, run, marks, shown.iterator()));
    }

    private static Iterator<SessionCard> cards(
            EvaluationResult result, RunRecord run, Marks marks, Iterator<RunOutline.Entry> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public SessionCard next() {
                return SessionCard.of(
                        run,
                        marks,
                        result.store()
                                .sessions()
                                .get(entries.next().sessionId())
                                .orElseThrow());
            }
        };
    }

    private static String verdict(EvaluationResult result) {
        Optional<GateResult> gate = result.gate();
        if (result.status() != dev.rehearsal.store.RunStatus.FINISHED) {
            return "Run " + result.status().code();
        }
        if (gate.isPresent()) {
            return gate.get().passed() ? "Gate met" : "Gate not met";
        }
        return result.passed() ? "Finished" : "Not passed";
    }

    private static List<Line> facts(EvaluationResult result, RunRecord run) {
        var facts = new ArrayList<Line>();
        add(facts, "Agent", RunValues.agent(run));
        add(facts, "Agent version", run.agentVersion());
        add(facts, "Simulated user", run.configuration().text("user_model").orElse(""));
        add(facts, "Judge", result.judge().equals("none") ? "" : result.judge());
        add(facts, "Not run, as no model judges", String.join(", ", result.notRun()));
        add(facts, "Cases", Figures.count(run.cases()) + (run.trials() == 1 ? "" : " × " + run.trials() + " trials"));
        add(facts, "Started", Figures.time(run.startedAt()));
        if (run.endedAt() != null) {
            add(facts, "Took", Figures.duration(Duration.between(run.startedAt(), run.endedAt())));
        }
        add(facts, "Run", run.runId().value());
        add(facts, "Seed", Long.toString(run.seed()));
        return facts;
    }

    private static void add(List<Line> lines, String name, String text) {
        if (!text.isEmpty()) {
            lines.add(new Line(name, text));
        }
    }

    private static List<Line> tiles(EvaluationResult result, RunOutline outline) {
        Spend all = result.spend().values().stream().reduce(Spend.NONE, Spend::plus);
        var tiles = new ArrayList<Line>();
        tiles.add(new Line("sessions", Figures.count(outline.sessions().size())));
        tiles.add(new Line(
                "to look at",
                Figures.count(outline.sessions().stream()
                        .filter(each -> each.outcome().isBad())
                        .count())));
        if (outline.latencies().length > 0) {
            tiles.add(new Line("answer, median", Figures.duration(Duration.ofMillis(outline.latency(0.5)))));
            tiles.add(new Line("answer, 95 % within", Figures.duration(Duration.ofMillis(outline.latency(0.95)))));
        }
        if (all.calls() > 0) {
            tiles.add(new Line("tokens", Figures.count(all.usage().totalTokens())));
            tiles.add(new Line("cost", Figures.usd(all.usd())));
        }
        return tiles;
    }

    private static List<Bar> endings(RunRecord run) {
        long all = run.counts().values().stream().mapToLong(Long::longValue).sum();
        return run.counts().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(each -> -each.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> new Bar(
                        each.getKey(),
                        Figures.count(each.getValue()),
                        Figures.share((double) each.getValue() / all),
                        Math.max(4, each.getValue() * 1000 / all),
                        StopReason.of(each.getKey(), "").isFailure()))
                .toList();
    }

    /** Whether a metric lies between 0 and 1 by its nature: a rate of yes, or of something else. */
    static boolean isShare(Metric metric, java.util.Set<String> rates) {
        String aggregate = metric.name().substring(metric.name().lastIndexOf('/') + 1);
        Double value = metric.value();
        Interval interval = metric.interval();
        return (rates.contains(RunOutline.scorer(metric))
                        || aggregate.toLowerCase(Locale.ROOT).endsWith("rate"))
                && (value == null || value >= 0 && value <= 1)
                && (interval == null || interval.low() >= 0 && interval.high() <= 1);
    }

    private static Score score(Metric metric, RunOutline outline, Marks marks) {
        boolean share = isShare(metric, outline.rates());
        Double value = metric.value();
        Interval interval = metric.interval();
        Chart chart = !share || value == null
                ? null
                : new Chart(
                        Math.round(1000 * value),
                        Math.round(1000 * (interval == null ? value : interval.low())),
                        Math.round(1000 * (interval == null ? value : interval.high())));
        var notes = new ArrayList<String>();
        if (metric.failed() > 0) {
            notes.add(Figures.count(metric.failed()) + " could not be scored");
        }
        if (metric.silent() > 0) {
            notes.add(Figures.count(metric.silent()) + " not judged");
        }
        int cut = metric.name().lastIndexOf('/');
        return new Score(
                cut < 0 ? metric.name() : metric.name().substring(0, cut),
                cut < 0 ? "" : metric.name().substring(cut + 1),
                Figures.value(value, share),
                Figures.interval(metric, share),
                Figures.count(metric.scored()),
                String.join(", ", notes),
                marks.of(metric),
                chart);
    }

    private static List<Row> spend(EvaluationResult result) {
        var rows = new ArrayList<Row>();
        Spend sum = Spend.NONE;
        for (var each : ordered(result.spend()).entrySet()) {
            rows.add(row(each.getKey().code().replace('_', ' '), each.getValue()));
            sum = sum.plus(each.getValue());
        }
        if (rows.size() > 1) {
            rows.add(row("together", sum));
        }
        return rows;
    }

    private static EnumMap<Purpose, Spend> ordered(Map<Purpose, Spend> spend) {
        var ordered = new EnumMap<Purpose, Spend>(Purpose.class);
        ordered.putAll(spend);
        return ordered;
    }

    private static Row row(String name, Spend spend) {
        return new Row(
                name,
                Figures.count(spend.calls()),
                Figures.count(spend.usage().inputTokens()),
                Figures.count(spend.usage().outputTokens()),
                Figures.usd(spend.usd()));
    }

    private static List<Line> outcomes(RunOutline outline) {
        var lines = new ArrayList<Line>();
        for (Outcome outcome : Outcome.values()) {
            if (outline.count(outcome) > 0) {
                lines.add(new Line(
                        SessionCard.style(outcome), Figures.count(outline.count(outcome)) + " " + outcome.label()));
            }
        }
        return lines;
    }
}
