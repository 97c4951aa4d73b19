package dev.rehearsal.server.pages.experiments;

import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.RunPage;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Experiments, and the runs of one. */
public final class ExperimentPages implements Area {
    private static final int LISTED = 200;
    private static final int PAGE = 50;

    private final Store store;

    public ExperimentPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::list);
        routes.get(
                "/experiments/{name}",
                context -> context.redirect(
                        Address.of("experiments", name(context), "runs").toString()));
        routes.get("/experiments/{name}/runs", this::runs);
    }

    private void list(Context context) {
        List<ExperimentLine> rows = store.runs().experiments().stream()
                .limit(LISTED)
                .map(row -> ExperimentLine.of(row, newest(row.name())))
                .toList();
        Frame frame = Frame.of(context, "Experiments", "experiments");
        Html.send(context, (out, none) -> JteexperimentsGenerated.render(out, none, frame, rows, store.location()));
    }

    private void runs(Context context) {
        String name = name(context);
        String after = Objects.requireNonNullElse(context.queryParam("after"), "");
        RunQuery query = RunQuery.newest(PAGE).withExperiment(name);
        RunPage page = store.runs().page(after.isEmpty() ? query : query.withAfter(Cursor.parse(after)));
        List<RunRow> rows = page.rows().stream().map(RunRow::of).toList();
        Cursor next = page.next();
        String later = next == null
                ? ""
                : Address.of("experiments", name, "runs")
                        .with("after", next.text())
                        .toString();
        Frame frame =
                Frame.of(context, name, "experiments", new Frame.Link("Experiments", "/"), new Frame.Link(name, ""));
        Html.send(context, (out, none) -> JterunsGenerated.render(out, none, frame, name, rows, later));
    }

    private Optional<RunRecord> newest(String experiment) {
        return store.runs().page(RunQuery.newest(1).withExperiment(experiment)).rows().stream()
                .findFirst();
    }

    private static String name(Context context) {
        return Address.named(context.pathParam("name"));
    }
}
