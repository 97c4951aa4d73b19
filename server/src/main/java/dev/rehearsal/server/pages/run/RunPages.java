package dev.rehearsal.server.pages.run;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Set;

/** The pages of single runs. */
public final class RunPages implements Area {
    private final Store store;
    private final Remembered<RunFigures> figures = new Remembered<>();
    private final Remembered<Verdict> verdicts = new Remembered<>();
    private final Remembered<Set<String>> rates = new Remembered<>();

    public RunPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/runs/{id}", this::show);
        routes.get("/runs/{id}/progress", this::progress);
        routes.get("/runs/{id}/figures", this::figures);
        routes.get("/runs/{id}/verdict", this::verdict);
    }

    private void show(Context context) {
        RunRecord run = find(context);
        RunPage page = RunPage.of(store, run, rates.of(run, () -> Rates.of(store, run)));
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
        RunFigures shown = figures.of(run, () -> RunFigures.of(store, run));
        Html.send(context, (out, none) -> JtefiguresGenerated.render(out, none, shown));
    }

    private void verdict(Context context) {
        RunRecord run = find(context);
        Verdict shown = Verdict.hasMore(run)
                ? verdicts.of(run, () -> Verdict.ofGate(store, run))
                : Verdict.of(store, run, EvaluationResult.withoutGate(store, run));
        Html.send(context, (out, none) -> JteverdictGenerated.render(out, none, shown));
    }

    private RunRecord find(Context context) {
        String id = Address.named(context.pathParam("id"));
        return store.runs()
                .find(id)
                .orElseThrow(() -> new NotFoundResponse("there is no run '" + id + "' in the store"));
    }
}
