package dev.rehearsal.server.web;

import dev.rehearsal.input.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong with a request, as RFC 9457 says it.
 *
 * @param detail what was asked, what was found and what to do; no secrets and no stack trace
 * @param faults what is wrong with what was sent, each with its place
 */
public record Problem(int status, String title, String detail, List<Fault> faults) {
    /** The media type. */
    public static final String TYPE = "application/problem+json";

    public Problem {
        faults = List.copyOf(faults);
    }

    public Problem(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    /** As values by name. */
    public Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("type", "about:blank");
        values.put("title", title);
        values.put("status", status);
        values.put("detail", detail);
        if (!faults.isEmpty()) {
            values.put(
                    "faults",
                    faults.stream()
                            .map(fault -> Map.of("place", fault.place(), "message", fault.message()))
                            .toList());
        }
        return values;
    }
}
