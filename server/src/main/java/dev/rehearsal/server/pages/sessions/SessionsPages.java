package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        SessionList list = SessionList.of(experiment, parameters(context));
        SessionsPage page;
        String refused = "";
        try {
            page = SessionsPage.of(store.sessions(), list);
        } catch (InvalidInputException e) {
            refused = String.valueOf(e.getMessage());
            page = new SessionsPage(list, List.of(), "", List.of(), "", "");
        }
        send(context, experiment, page, refused);
    }

    private void send(Context context, String experiment, SessionsPage page, String refused) {
        if (Html.wantsPart(context)) {
            Html.send(context, (out, none) -> JterowsGenerated.render(out, none, page, refused));
            return;
        }
        List<String> runs =
                store
                        .runs()
                        .names(RunQuery.newest(RUNS).withExperiment(experiment.isEmpty() ? null : experiment))
                        .stream()
                        .map(run -> run.runId().value())
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
        Html.send(context, (out, none) -> JtesessionsGenerated.render(out, none, frame, runs, page, refused));
    }

    private static Map<String, String> parameters(Context context) {
        var parameters = new HashMap<String, String>();
        context.queryParamMap().forEach((name, values) -> {
            if (!values.isEmpty()) {
                parameters.put(name, values.getLast());
            }
        });
        return parameters;
    }
}
