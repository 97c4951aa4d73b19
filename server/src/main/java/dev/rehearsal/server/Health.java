package dev.rehearsal.server;

import dev.rehearsal.server.web.Area;
import io.javalin.config.RoutesConfig;

/** Says that the server answers. */
final class Health implements Area {
    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/health", context -> context.contentType("application/json").result("{\"status\":\"ok\"}"));
    }
}
