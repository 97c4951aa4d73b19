package dev.rehearsal.server.rest;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.report.CallValues;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.server.live.Watching;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sessions: listed, shown, and told of as they end. */
final class SessionRoutes implements Area {
    private static final long MOST_COUNTED = 10_000;

    private final Store store;
    private final Watching watching;

    SessionRoutes(Store store, Watching watching) {
        this.store = store;
        this.watching = watching;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/sessions", this::list);
        routes.get("/api/v1/sessions/{session_id}", this::show);
        routes.get("/api/v1/events", watching::all);
    }

    private void list(Context context) {
        Asked asked = Asked.of(
                context,
                "experiment",
                "run",
                "stop_reason",
                "text",
                "where",
                "sort",
                "interrupted",
                "count",
                "limit",
                "cursor");
        SessionQuery query = SessionQuery.newest(asked.limit())
                .withExperiment(asked.text("experiment"))
                .withStopReason(stopReason(asked.text("stop_reason")))
                .withText(asked.text("text"))
                .withInterrupted(asked.flag("interrupted"))
                .withAfter(asked.cursor());
        String run = asked.text("run");
        if (run != null) {
            query = query.withRun(Kept.run(store, run).runId());
        }
        String sort = asked.text("sort");
        if (sort != null) {
            query = query.withOrder(SessionOrder.parse(sort));
        }
        for (String filter : asked.all("where")) {
            query = query.where(SessionFilter.parse(filter));
        }
        SessionPage page = store.sessions().page(query);
        Map<SessionId, Glimpse> glimpses = store.sessions()
                .glimpses(page.rows().stream().map(SessionRow::sessionId).toList());
        Map<String, @Nullable Object> values = Listing.of(
                "sessions",
                page.rows().stream()
                        .map(row -> values(row, glimpses.get(row.sessionId())))
                        .toList(),
                page.next());
        if (asked.flag("count")) {
            OptionalLong count = store.sessions().count(query.withAfter(null), MOST_COUNTED);
            values.put("count", count.isPresent() ? count.getAsLong() : null);
        }
        Json.send(context, values);
    }

    private static Map<String, @Nullable Object> values(SessionRow row, @Nullable Glimpse glimpse) {
        Map<String, @Nullable Object> values = SessionValues.of(row);
        values.put("first_question", glimpse == null ? "" : glimpse.firstQuestion());
        values.put("last_answer", glimpse == null ? "" : glimpse.lastAnswer());
        return values;
    }

    private static @Nullable String stopReason(@Nullable String code) {
        if (code != null && !StopReason.CODES.contains(code)) {
            throw new InvalidInputException(
                    "stop_reason",
                    "there is no '" + code + "' (there are: " + String.join(", ", StopReason.CODES) + ")"
                            + Names.suggestion(code, StopReason.CODES));
        }
        return code;
    }

    private void show(Context context) {
        Asked.of(context);
        SessionRecord session = Kept.session(store, context.pathParam("session_id"));
        Map<String, @Nullable Object> values = SessionValues.of(session);
        var spans = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        for (Turn turn : session.conversation().turns()) {
            spans.put(
                    Integer.toString(turn.number()),
                    turn.spans().stream().map(CallValues::of).toList());
        }
        values.put("spans", spans);
        values.put("calls", session.calls().stream().map(CallValues::of).toList());
        Json.send(context, values);
    }
}
