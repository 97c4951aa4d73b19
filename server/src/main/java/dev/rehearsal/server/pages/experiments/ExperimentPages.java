package dev.rehearsal.server.pages.experiments;

import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Experiments, and the runs of one. */
public final class ExperimentPages implements Area {
    private static final int RUNS = 1_000;

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
        List<ExperimentRow> rows = ExperimentRow.of(store.runs().list(RUNS));
        Frame frame = Frame.of(context, "Experiments", "experiments");
        Html.send(context, (out, none) -> JteexperimentsGenerated.render(out, none, frame, rows, store.location()));
    }

    private void runs(Context context) {
        String name = name(context);
        List<RunRow> rows = store.runs().list(RUNS).stream()
                .filter(run -> run.experiment().equals(name))
                .map(RunRow::of)
                .toList();
        Frame frame =
                Frame.of(context, name, "experiments", new Frame.Link("Experiments", "/"), new Frame.Link(name, ""));
        Html.send(context, (out, none) -> JterunsGenerated.render(out, none, frame, name, rows));
    }

    private static String name(Context context) {
        return Address.named(context.pathParam("name"));
    }
}
