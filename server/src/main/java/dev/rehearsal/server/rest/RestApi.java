package dev.rehearsal.server.rest;

import dev.rehearsal.server.live.LiveRuns;
import dev.rehearsal.server.live.Watching;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** All of {@code /api/v1}, and its description. */
public final class RestApi implements Area {
    /** Where the description is served. */
    public static final String DESCRIPTION = "/api/v1/openapi.json";

    private final List<Area> areas;
    private final LiveRuns live;
    private final Watching watching;

    public RestApi(Store store, LiveRuns live, Watching watching, Clock clock) {
        this.live = live;
        this.watching = watching;
        this.areas = List.of(
                new RunRoutes(store, live, watching),
                new SessionRoutes(store, watching),
                new AssessmentRoutes(store, clock),
                new DatasetRoutes(store, clock),
                new ReviewRoutes(store));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        String description = description();
        routes.get(
                DESCRIPTION, context -> context.contentType("application/json").result(description));
        areas.forEach(area -> area.addTo(routes));
    }

    private static String description() {
        try (InputStream in = RestApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the resource openapi.json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stopping() {
        live.stop();
        watching.stop();
    }
}
