package dev.rehearsal.server.pages.comparison;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunName;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two runs side by side. A comparison reads all sessions of both, so the browser asks for it once the page stands, and it is remembered as
 * long as nothing changes.
 */
public final class ComparePages implements Area {
    private static final int RUNS = 300;
    private static final int REMEMBERED = 20;

    private final Store store;
    private final Map<List<RunRecord>, ComparisonPage> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<RunRecord>, ComparisonPage> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** A run to choose. */
    record Choice(String id, String text) {}

    public ComparePages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/compare", this::show);
        routes.get("/compare/differences", this::differences);
    }

    private void show(Context context) {
        List<RunName> names = store.runs().names(RunQuery.newest(RUNS));
        List<Choice> runs = names.stream()
                .map(run -> new Choice(
                        run.runId().value(),
                        run.experiment() + " · " + run.runId().value()
                                + (run.agentVersion().isEmpty() ? "" : " · " + run.agentVersion())))
                .toList();
        String first = parameter(context, "first");
        String second = parameter(context, "second");
        String differences = first.isEmpty() || second.isEmpty()
                ? ""
                : Address.of("compare", "differences")
                        .with("first", first)
                        .with("second", second)
                        .toString();
        Frame frame = Frame.of(context, "Compare", "compare");
        String begins = first.isEmpty() ? before(names) : first;
        Html.send(
                context,
                (out, none) -> JtecompareGenerated.render(out, none, frame, runs, begins, second, differences));
    }

    /** The run that the newest one is most likely to be compared with: the one before it in its experiment. */
    private static String before(List<RunName> names) {
        return names.stream()
                .skip(1)
                .filter(run -> run.experiment().equals(names.getFirst().experiment()))
                .findFirst()
                .or(() -> names.stream().skip(1).findFirst())
                .map(run -> run.runId().value())
                .orElse("");
    }

    private void differences(Context context) {
        Optional<RunRecord> first = store.runs().find(parameter(context, "first"));
        Optional<RunRecord> second = store.runs().find(parameter(context, "second"));
        if (first.isEmpty() || second.isEmpty()) {
            refuse(context, "One of the runs is not in the store; choose another.");
        } else if (first.get().runId().equals(second.get().runId())) {
            refuse(context, "That is the same run twice; choose another.");
        } else {
            compare(context, first.get(), second.get());
        }
    }

    private void compare(Context context, RunRecord first, RunRecord second) {
        List<RunRecord> pair = List.of(first, second);
        ComparisonPage page = known.get(pair);
        if (page == null) {
            try {
                page = ComparisonPage.of(Comparison.of(store, first, second));
                known.put(pair, page);
            } catch (InvalidInputException e) {
                refuse(context, String.valueOf(e.getMessage()));
                return;
            }
        }
        ComparisonPage shown = page;
        Html.send(context, (out, none) -> JtedifferencesGenerated.render(out, none, shown));
    }

    private static void refuse(Context context, String why) {
        Html.send(context, (out, none) -> JterefusedGenerated.render(out, none, why));
    }

    private static String parameter(Context context, String name) {
        return Objects.requireNonNullElse(context.queryParam(name), "").strip();
    }
}
