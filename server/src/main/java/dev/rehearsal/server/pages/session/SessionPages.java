package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.formats.document.Yaml;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.frame.Person;
import dev.rehearsal.server.pages.sessions.Neighbours;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** The pages of single sessions. */
public final class SessionPages implements Area {
    private static final int DATASETS = 50;

    private final Store store;

    public SessionPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new SayPages(store, Clock.systemUTC()).addTo(routes);
        new PairPages(store).addTo(routes);
        routes.get("/sessions/{id}", this::show);
        routes.get("/sessions/{id}/case.yaml", this::testCase);
        routes.get("/sessions/{id}/session.json", this::json);
    }

    private void show(Context context) {
        SessionRecord session = find(context);
        SessionPage page = SessionPage.of(store, session);
        Frame frame = Frame.of(
                context,
                Figures.line(page.goal(), 60),
                "sessions",
                new Frame.Link(
                        page.experiment(),
                        Address.of("experiments", page.experiment(), "sessions").toString()),
                new Frame.Link(page.id(), ""));
        Neighbours neighbours = Neighbours.of(
                store.sessions(), session.row(), Objects.requireNonNullElse(context.queryParam("in"), ""));
        String person = Person.name(context);
        List<String> datasets = store.datasets().search(DatasetQuery.newest(DATASETS)).stream()
                .map(DatasetRow::name)
                .toList();
        Html.send(
                context,
                (out, none) -> JtesessionGenerated.render(out, none, frame, page, person, datasets, neighbours));
    }

    private void testCase(Context context) {
        context.contentType("text/plain; charset=utf-8")
                .result(Yaml.write(List.of(CaseReader.write(find(context).testCase()))));
    }

    private void json(Context context) {
        context.contentType("application/json; charset=utf-8")
                .result(Attributes.from(SessionValues.of(find(context))).toJson());
    }

    private SessionRecord find(Context context) {
        String id = Address.named(context.pathParam("id"));
        return store.sessions()
                .find(id)
                .orElseThrow(() -> new NotFoundResponse("there is no session '" + id + "' in the store"));
    }
}
