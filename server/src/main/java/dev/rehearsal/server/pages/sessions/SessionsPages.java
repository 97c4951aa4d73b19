package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Lists of sessions: of the whole store, or of an experiment. */
public final class SessionsPages implements Area {
    private static final int RUNS = 100;

    private final Store store;

    public SessionsPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sessions", context -> list(context, ""));
        routes.get("/experiments/{name}/sessions", context -> list(context, Address.named(context.pathParam("name"))));
    }

    private void list(Context context, String experiment) {
        SessionFilter filter = SessionFilter.of(context, experiment);
        List<SessionLine> lines = store.sessions().search(filter.query()).stream()
                .map(SessionLine::of)
                .toList();
        if (Html.wantsPart(context)) {
            Html.send(context, (out, none) -> JterowsGenerated.render(out, none, filter, lines));
            return;
        }
        List<String> runs = store.runs().list(RUNS).stream()
                .filter(run -> experiment.isEmpty() || run.experiment().equals(experiment))
                .map(RunRecord::runId)
                .map(Object::toString)
                .toList();
        Frame frame = experiment.isEmpty()
                ? Frame.of(context, "Sessions", "sessions")
                : Frame.of(
                        context,
                        experiment + ": sessions",
                        "experiments",
                        new Frame.Link("Experiments", "/"),
                        new Frame.Link(
                                experiment,
                                Address.of("experiments", experiment, "runs").toString()),
                        new Frame.Link("Sessions", ""));
        Html.send(context, (out, none) -> JtesessionsGenerated.render(out, none, frame, filter, runs, lines));
    }
}
