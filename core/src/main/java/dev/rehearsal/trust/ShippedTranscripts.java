package dev.rehearsal.trust;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A few short, good conversations that were written for checking judges; for those who have none of their own yet. */
public final class ShippedTranscripts {
    private static final String FILE = "good-transcripts.jsonl";

    private ShippedTranscripts() {}

    public static List<GoodTranscript> all() {
        try (InputStream in = ShippedTranscripts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing: " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> transcript(Attributes.parse(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoodTranscript transcript(Attributes line) {
        var turns = new ArrayList<Turn>();
        for (Attributes turn : maps(line.get("turns").orElse(List.of()))) {
            var calls = new ArrayList<ToolCall>();
            for (Attributes call : maps(turn.get("tool_calls").orElse(List.of()))) {
                calls.add(ToolCall.of("", call.text("tool").orElse(""), json(call, "arguments"))
                        .withResult(json(call, "result")));
            }
            turns.add(Turn.of(
                    turns.size() + 1,
                    turn.text("user").orElse(""),
                    Answer.of(turn.text("agent").orElse(""), calls)));
        }
        return new GoodTranscript(line.text("id").orElse(""), new Conversation(turns));
    }

    private static String json(Attributes call, String name) {
        return call.get(name).orElse(Map.of()) instanceof Map<?, ?> map
                ? attributes(map).toJson()
                : "{}";
    }

    private static List<Attributes> maps(Object list) {
        return list instanceof List<?> items
                ? items.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> attributes((Map<?, ?>) item))
                        .toList()
                : List.of();
    }

    private static Attributes attributes(Map<?, ?> map) {
        var attributes = new java.util.LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                attributes.put(String.valueOf(name), value);
            }
        });
        return Attributes.from(attributes);
    }
}
