package dev.rehearsal.server.pages.run;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.document.Yaml;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Ending;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.JudgeTrust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the page of a run shows, worded; its template only arranges it.
 *
 * @param hasGate whether what came of its gate is still to be fetched
 * @param blame who was at fault where a goal was missed; empty where nobody asked
 * @param spend what its model calls took, by whose calls they were
 * @param configuration as YAML
 * @param others runs of the same experiment to compare with
 */
record RunPage(
        String id,
        String experiment,
        Verdict verdict,
        boolean hasGate,
        boolean canResume,
        Moment startedAt,
        List<Fact> facts,
        Progress progress,
        List<ScoreView> scores,
        List<Share> endings,
        List<Share> blame,
        List<Spent> spend,
        String configuration,
        List<RunLink> others) {
    private static final String BLAME = "blame/";
    private static final int OTHERS = 50;

    /** What the calls of one purpose took. */
    record Spent(String purpose, String calls, String tokensIn, String tokensOut, String cost) {}

    /** Another run. */
    record RunLink(String id, String text) {}

    /** @param rates the names of feedback that is yes or no */
    static RunPage of(Store store, RunRecord run, Set<String> rates) {
        EvaluationResult result = EvaluationResult.withoutGate(store, run);
        List<JudgeTrust> judges = JudgeTrust.of(store, run.runId());
        return new RunPage(
                run.runId().value(),
                run.experiment(),
                Verdict.of(store, run, result),
                Verdict.hasMore(run),
                run.status() != RunStatus.FINISHED && !store.runs().isAlive(run.runId()),
                Moment.of(run.startedAt()),
                facts(store, run, result),
                Progress.of(store, run),
                run.metrics().stream()
                        .filter(metric -> !metric.name().startsWith(BLAME))
                        .map(metric -> ScoreView.of(metric, rates, judges))
                        .toList(),
                endings(run),
                blame(run),
                spend(result.spend()),
                run.configuration().isEmpty()
                        ? ""
                        : Yaml.write(run.configuration().asMap()),
                others(store, run));
    }

    private static List<Fact> facts(Store store, RunRecord run, EvaluationResult result) {
        var facts = new ArrayList<Fact>();
        add(facts, "Agent", RunValues.agent(run));
        add(facts, "Agent version", run.agentVersion());
        add(facts, "Simulated user", run.configuration().text("user_model").orElse(""));
        add(facts, "Judge", result.judge().equals("none") ? "" : result.judge());
        if (run.status() != RunStatus.RUNNING) {
            add(facts, "Not run, as no model judges", String.join(", ", result.notRun()));
        }
        store.runs().dataset(run.runId()).ifPresent(used -> add(facts, "Dataset", used.toString()));
        add(facts, "Cases", Figures.count(run.cases()) + (run.trials() == 1 ? "" : " × " + run.trials() + " trials"));
        add(facts, "Seed", Long.toString(run.seed()));
        if (run.endedAt() != null) {
            add(facts, "Took", Figures.duration(Duration.between(run.startedAt(), run.endedAt())));
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact(name, text));
        }
    }

    private static List<Share> endings(RunRecord run) {
        long all = run.counts().values().stream().mapToLong(Long::longValue).sum();
        return run.counts().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(each -> -each.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> {
                    Ending ending = Ending.of(each.getKey());
                    String href = Address.of("sessions")
                            .with("run", run.runId().value())
                            .with("stop_reason", each.getKey())
                            .toString();
                    return Share.of(ending.words(), each.getValue(), all, ending.style(), href);
                })
                .toList();
    }

    private static List<Share> blame(RunRecord run) {
        return run.metrics().stream()
                .filter(metric -> metric.name().startsWith(BLAME) && metric.value() != null)
                .map(metric -> {
                    Double share = metric.value();
                    String party = metric.name().substring(BLAME.length());
                    String href = Address.of("sessions")
                            .with("run", run.runId().value())
                            .with("scorer", "blame")
                            .with("value", party)
                            .toString();
                    long count = share == null ? 0 : Math.round(share * metric.scored());
                    return Share.of(Ending.words(party), count, metric.scored(), "open", href);
                })
                .toList();
    }

    private static List<Spent> spend(Map<Purpose, Spend> spend) {
        var ordered = new EnumMap<Purpose, Spend>(Purpose.class);
        ordered.putAll(spend);
        var rows = new ArrayList<Spent>();
        ordered.forEach((purpose, spent) -> rows.add(spent(Ending.words(purpose.code()), spent)));
        if (rows.size() > 1) {
            rows.add(spent("together", ordered.values().stream().reduce(Spend.NONE, Spend::plus)));
        }
        return rows;
    }

    private static Spent spent(String purpose, Spend spend) {
        return new Spent(
                purpose,
                Figures.count(spend.calls()),
                Figures.count(spend.usage().inputTokens()),
                Figures.count(spend.usage().outputTokens()),
                Figures.usd(spend.usd()));
    }

    private static List<RunLink> others(Store store, RunRecord run) {
        return store.runs().names(RunQuery.newest(OTHERS + 1).withExperiment(run.experiment())).stream()
                .filter(each -> !each.runId().equals(run.runId()))
                .limit(OTHERS)
                .map(each -> new RunLink(
                        each.runId().value(),
                        each.runId().value() + (each.agentVersion().isEmpty() ? "" : " · " + each.agentVersion())))
                .toList();
    }
}
