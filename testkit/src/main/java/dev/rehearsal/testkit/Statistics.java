package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.Map;

/**
 * What a server was asked for since its start or last reset.
 *
 * @param requests how many came, by kind
 * @param outcomes what became of them, by kind; those in flight are not among them
 * @param mostInFlight the most that were in flight at one moment
 * @param span from the first arrival to the last answer
 * @param bytes the length of all bodies
 */
public record Statistics(
        Map<RequestKind, Long> requests,
        Map<RequestKind, Map<Outcome, Long>> outcomes,
        int inFlight,
        int mostInFlight,
        Duration span,
        long bytes) {

    /** All requests. */
    public long total() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests of this kind. */
    public long count(RequestKind kind) {
        return requests.getOrDefault(kind, 0L);
    }

    /** Requests with this outcome. */
    public long count(Outcome outcome) {
        return outcomes.values().stream()
                .mapToLong(byOutcome -> byOutcome.getOrDefault(outcome, 0L))
                .sum();
    }

    /** Requests of this kind with this outcome. */
    public long count(RequestKind kind, Outcome outcome) {
        return outcomes.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0L);
    }

    byte[] json() {
        return ResponseBodies.json(json -> {
            json.writeStartObject();
            json.writeNumberField("requests", total());
            for (Outcome outcome : Outcome.values()) {
                json.writeNumberField(outcome.id(), count(outcome));
            }
            json.writeNumberField("in_flight", inFlight);
            json.writeNumberField("most_in_flight", mostInFlight);
            json.writeNumberField("span_seconds", span.toNanos() / 1e9);
            json.writeNumberField("bytes", bytes);
            json.writeObjectFieldStart("kinds");
            for (RequestKind kind : RequestKind.values()) {
                json.writeObjectFieldStart(kind.id());
                json.writeNumberField("requests", count(kind));
                for (Outcome outcome : Outcome.values()) {
                    json.writeNumberField(outcome.id(), count(kind, outcome));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
