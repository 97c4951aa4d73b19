package dev.rehearsal.server.rest;

import dev.rehearsal.formats.report.CalibrationValues;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.ReviewQueue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts of judges that wait for persons' labels, and how far both agreed so far. */
final class ReviewRoutes implements Area {
    private final Store store;

    ReviewRoutes(Store store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/review", this::queue);
        routes.get("/api/v1/calibrations", context -> {
            Asked.of(context);
            Json.send(
                    context,
                    Listing.of(
                            "calibrations",
                            store.calibrations().stream()
                                    .map(CalibrationValues::of)
                                    .toList()));
        });
    }

    private void queue(Context context) {
        Asked asked = Asked.of(context, "run", "scorer", "limit");
        RunRecord run = Kept.run(store, asked.required("run"));
        ReviewQueue queue = ReviewQueue.of(store, run.runId(), asked.required("scorer"), asked.limit());
        List<Map<String, @Nullable Object>> items =
                queue.items().stream().map(ReviewRoutes::values).toList();
        Map<String, @Nullable Object> values = Listing.of("items", items);
        values.put("labelled", queue.labelled());
        Json.send(context, values);
    }

    /** Without the verdict, which would tell persons what to say. */
    private static Map<String, @Nullable Object> values(ReviewQueue.Item item) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("turn", item.turn() == 0 ? null : item.turn());
        values.put("session", SessionValues.of(item.session().row()));
        values.put("session_id", item.session().row().sessionId().value());
        return values;
    }
}
