package dev.rehearsal.server.pages.session;

import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Objects;

/** Two conversations side by side, turn by turn. */
final class PairPages implements Area {
    private final Store store;

    PairPages(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/compare/sessions", this::show);
    }

    private void show(Context context) {
        SessionRecord first = find(context, "first");
        SessionRecord second = find(context, "second");
        Frame frame = Frame.of(
                context,
                first.row().caseId().value() + ": two conversations",
                "compare",
                new Frame.Link("Compare", compare(first, second)),
                new Frame.Link(first.row().caseId().value(), ""));
        SessionPage left = SessionPage.of(store, first);
        SessionPage right = SessionPage.of(store, second);
        Html.send(context, (out, none) -> JtepairGenerated.render(out, none, frame, left, right));
    }

    private static String compare(SessionRecord first, SessionRecord second) {
        return Address.of("compare")
                .with("first", Objects.toString(first.row().runId(), ""))
                .with("second", Objects.toString(second.row().runId(), ""))
                .toString();
    }

    private SessionRecord find(Context context, String which) {
        String id = Objects.requireNonNullElse(context.queryParam(which), "");
        return store.sessions()
                .find(id)
                .orElseThrow(() -> new NotFoundResponse("there is no session '" + id + "' in the store"));
    }
}
