package dev.rehearsal.agents.http;

import dev.rehearsal.agents.http.Protocol.Event;
import dev.rehearsal.simulation.AgentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads server-sent events (WHATWG HTML, section 9.2), or JSON lines. */
public final class EventStream {
    private static final String DONE = "[DONE]";

    private EventStream() {}

    /** The data of all events, up to the stream's end; it must not be longer than any answer. */
    public static List<String> texts(InputStream stream) throws IOException {
        var texts = new ArrayList<String>();
        texts(stream, texts::add);
        return texts;
    }

    /** The same, each event's data as it comes. */
    public static void texts(InputStream stream, Consumer<String> texts) throws IOException {
        read(bounded(stream, WholeReply.MOST_BYTES), event -> texts.accept(event.text()));
    }

    /** Up to the stream's end or {@code [DONE]}; whether it was that. */
    static boolean read(InputStream stream, Consumer<Event> events) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        var data = new StringBuilder();
        String name = "";
        String line;
        while ((line = reader.readLine()) != null) {
            if (line.isEmpty()) {
                if (!data.isEmpty() && !tell(name, data, events)) {
                    return true;
                }
                name = "";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                case "event" -> name = value;
                default -> {} // a comment, or what concerns connecting again
            }
        }
        return !data.isEmpty() && !tell(name, data, events);
    }

    private static boolean tell(String name, StringBuilder data, Consumer<Event> events) {
        String text = data.toString();
        data.setLength(0);
        if (text.equals(DONE)) {
            return false;
        }
        events.accept(new Event(name, text));
        return true;
    }

    /** One event each line. */
    static void readLines(InputStream stream, Consumer<Event> events) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String line;
        while ((line = reader.readLine()) != null) {
            if (!line.isBlank()) {
                events.accept(new Event("", line));
            }
        }
    }

    /** A stream that ends with an error where it gets too long. */
    static InputStream bounded(InputStream stream, int most) {
        return new InputStream() {
            private int left = most;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = stream.read(target, from, length);
                left -= Math.max(0, count);
                if (left < 0) {
                    throw new AgentException("the agent's stream has more than " + (most >> 20) + " MiB");
                }
                return count;
            }
        };
    }
}
