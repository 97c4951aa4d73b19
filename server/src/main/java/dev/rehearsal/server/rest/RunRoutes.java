package dev.rehearsal.server.rest;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.report.ComparisonValues;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.server.live.LiveRuns;
import dev.rehearsal.server.live.Watching;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunPage;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Experiments and runs: listed, shown, compared, started, watched and cancelled. */
final class RunRoutes implements Area {
    /** What a new run may have otherwise than the one it follows; none of it runs code or reads files. */
    private static final Set<String> CHANGES = new TreeSet<>(Set.of(
            "experiment",
            "agent_version",
            "trials",
            "max_turns",
            "seed",
            "judge_repeats",
            "conversations",
            "budget",
            "session_budget"));

    private final Store store;
    private final LiveRuns live;
    private final Watching watching;

    RunRoutes(Store store, LiveRuns live, Watching watching) {
        this.store = store;
        this.live = live;
        this.watching = watching;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/experiments", this::experiments);
        routes.get("/api/v1/runs", this::list);
        routes.post("/api/v1/runs", this::start);
        routes.get("/api/v1/runs/{run_id}", context -> {
            Asked.of(context);
            Json.send(context, RunValues.withDetails(find(context), store));
        });
        routes.get("/api/v1/runs/{run_id}/events", context -> watching.run(context, find(context)));
        routes.post("/api/v1/runs/{run_id}/cancel", this::cancel);
        routes.post("/api/v1/runs/{run_id}/resume", this::resume);
        routes.get("/api/v1/comparisons", this::compare);
    }

    private RunRecord find(Context context) {
        return Kept.run(store, context.pathParam("run_id"));
    }

    private void experiments(Context context) {
        Asked.of(context);
        Json.send(
                context,
                Listing.of(
                        "experiments",
                        store.runs().experiments().stream()
                                .map(RunRoutes::values)
                                .toList()));
    }

    private static Map<String, Object> values(ExperimentRow row) {
        var values = new LinkedHashMap<String, Object>();
        values.put("experiment", row.name());
        values.put("created_at", row.createdAt().toString());
        values.put("active_at", row.activeAt().toString());
        values.put("runs", row.runs());
        values.put("sessions", row.sessions());
        return values;
    }

    private void list(Context context) {
        Asked asked = Asked.of(context, "experiment", "kind", "status", "limit", "cursor");
        RunPage page = store.runs()
                .page(RunQuery.newest(asked.limit())
                        .withExperiment(asked.text("experiment"))
                        .withKind(asked.text("kind"))
                        .withStatus(status(asked.text("status")))
                        .withAfter(asked.cursor()));
        Json.send(
                context,
                Listing.of(
                        "runs",
                        page.rows().stream()
                                .map(run -> RunValues.of(run, store))
                                .toList(),
                        page.next()));
    }

    private static @Nullable RunStatus status(@Nullable String code) {
        if (code == null) {
            return null;
        }
        List<String> known =
                Arrays.stream(RunStatus.values()).map(RunStatus::code).toList();
        if (!known.contains(code)) {
            throw new InvalidInputException(
                    "status",
                    "there is no '" + code + "' (there are: " + String.join(", ", known) + ")"
                            + Names.suggestion(code, known));
        }
        return RunStatus.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private void compare(Context context) {
        Asked asked = Asked.of(context, "first", "second");
        RunRecord first = Kept.run(store, asked.required("first"));
        RunRecord second = Kept.run(store, asked.required("second"));
        Json.send(context, ComparisonValues.of(Comparison.of(store, first, second)));
    }

    private void start(Context context) {
        Attributes body = Json.received(context);
        for (String name : body.names()) {
            if (!name.equals("from_run") && !name.equals("dataset") && !CHANGES.contains(name)) {
                throw new InvalidInputException(
                        name,
                        "cannot be set by a request (from_run, dataset, " + String.join(", ", CHANGES)
                                + " can); use 'rehearse evaluate' for everything else");
            }
        }
        String from = body.text("from_run")
                .orElseThrow(() -> new InvalidInputException(
                        "from_run", "is missing; name the run whose configuration and test cases are used"));
        RunRecord run = Kept.run(store, from);
        if (run.kind().equals("score")) {
            throw ProblemException.conflict("that run scored stored sessions; use 'rehearse score' for another");
        }
        RunConfig config = RunConfig.from(run.configuration())
                .with(body.without("from_run").without("dataset"))
                .with(Attributes.of("record", null));
        if (body.get("seed").isEmpty()) {
            config = config.with(Attributes.of("seed", null));
        }
        TestCases cases = body.text("dataset")
                .<TestCases>map(name -> store.datasets().get(name))
                .orElseGet(() -> new CasesOfRun(store, run.runId(), run.cases()));
        RunId started = live.start(config, cases);
        context.status(201).header("Location", "/api/v1/runs/" + started.value());
        Json.send(context, RunValues.of(Kept.run(store, started.value()), store));
    }

    private void resume(Context context) {
        RunRecord run = find(context);
        if (store.runs().isAlive(run.runId())) {
            throw ProblemException.conflict("the run is under way");
        }
        RunId resumed = live.resume(run);
        context.status(202);
        Json.send(context, RunValues.of(Kept.run(store, resumed.value()), store));
    }

    private void cancel(Context context) {
        Asked asked = Asked.of(context, "at_once");
        RunRecord run = find(context);
        if (!live.cancel(run.runId(), asked.flag("at_once"))) {
            throw ProblemException.conflict(
                    store.runs().isAlive(run.runId())
                            ? "the run is under way in another process; end it there, by Ctrl-C"
                            : "the run is not under way");
        }
        context.status(202);
        Json.send(context, RunValues.of(run, store));
    }

    /** The test cases that a run took. */
    private record CasesOfRun(Store store, RunId runId, long count) implements TestCases {
        @Override
        public Stream<CaseItem> open() {
            Stream<TestCase> cases = store.runs().cases(runId);
            return cases.map(CaseItem::from).onClose(cases::close);
        }

        @Override
        public Optional<Long> size() {
            return Optional.of(count);
        }

        @Override
        public Optional<DatasetVersionUsed> dataset() {
            return store.runs().dataset(runId);
        }
    }
}
