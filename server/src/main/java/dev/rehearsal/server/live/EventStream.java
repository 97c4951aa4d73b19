package dev.rehearsal.server.live;

import dev.rehearsal.server.web.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Server-sent events to one who asked; the data is JSON, one object an event. */
final class EventStream {
    private final OutputStream out;

    EventStream(Context context) throws IOException {
        context.res().setContentType("text/event-stream; charset=utf-8");
        context.res().setHeader("Cache-Control", "no-store");
        context.res().setHeader("X-Accel-Buffering", "no");
        this.out = context.res().getOutputStream();
        comment();
    }

    /** @param id where one who lost the connection can go on; null where one cannot */
    void send(String event, @Nullable String id, Map<String, ? extends @Nullable Object> data) throws IOException {
        write((id == null ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + Json.text(data) + "\n\n");
    }

    /** Shows that the connection is there. */
    void comment() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
