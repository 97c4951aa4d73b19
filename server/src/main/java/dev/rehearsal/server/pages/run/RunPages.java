package dev.rehearsal.server.pages.run;

import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pages of single runs. */
public final class RunPages implements Area {
    private static final int REMEMBERED = 100;

    private final Store store;
    private final Map<Looked, RunFigures> figures = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Looked, RunFigures> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** A run as it was when its sessions were looked at. */
    private record Looked(String run, Map<String, Long> counts) {}

    public RunPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/runs/{id}", this::show);
        routes.get("/runs/{id}/progress", this::progress);
        routes.get("/runs/{id}/figures", this::figures);
    }

    private void show(Context context) {
        RunRecord run = find(context);
        RunPage page = RunPage.of(store, run);
        Frame frame = Frame.of(
                        context,
                        "Run " + page.id(),
                        "experiments",
                        new Frame.Link("Experiments", "/"),
                        new Frame.Link(
                                page.experiment(),
                                Address.of("experiments", page.experiment(), "runs")
                                        .toString()),
                        new Frame.Link(page.id(), ""))
                .withPlots();
        Html.send(context, (out, none) -> JterunGenerated.render(out, none, frame, page));
    }

    private void progress(Context context) {
        RunRecord run = find(context);
        Progress progress = Progress.of(store, run);
        if (!progress.alive()) {
            context.header("HX-Refresh", "true"); // the page has more to say now
        }
        Html.send(context, (out, none) -> JteprogressGenerated.render(out, none, progress));
    }

    private void figures(Context context) {
        RunRecord run = find(context);
        var looked = new Looked(run.runId().value(), run.counts());
        RunFigures known = figures.get(looked);
        RunFigures shown = known == null ? RunFigures.of(store, run) : known;
        if (run.status() != RunStatus.RUNNING) {
            figures.put(looked, shown);
        }
        Html.send(context, (out, none) -> JtefiguresGenerated.render(out, none, shown));
    }

    private RunRecord find(Context context) {
        String id = Address.named(context.pathParam("id"));
        return store.runs()
                .find(id)
                .orElseThrow(() -> new NotFoundResponse("there is no run '" + id + "' in the store"));
    }
}
