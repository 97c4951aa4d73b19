package dev.rehearsal.testing;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reply of a recording, a line of its file.
 *
 * @param fingerprint what was asked
 * @param key what it was asked for
 * @param model who replied
 * @param judges whether verdicts may be based on that model
 * @param continued whether it went on with a plain text
 */
record RecordedCall(
        String fingerprint, CallKey key, String model, boolean judges, boolean continued, ModelReply reply) {

    /** One line of JSON. */
    String toLine() {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("request", fingerprint);
        line.put("purpose", key.purpose().code());
        line.put("case", key.caseId());
        line.put("trial", key.trial());
        line.put("turn", key.turn());
        line.put("detail", key.detail());
        line.put("repeat", key.repeat());
        line.put("model", model);
        if (!judges) {
            line.put("judges", false);
        }
        if (continued) {
            line.put("continued", true);
        }
        line.put("text", reply.text());
        if (!reply.toolCalls().isEmpty()) {
            line.put(
                    "tool_calls",
                    reply.toolCalls().stream()
                            .map(call -> Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments()))
                            .toList());
        }
        line.put("finish", reply.finish().name().toLowerCase(Locale.ROOT));
        line.put("input_tokens", reply.usage().inputTokens());
        line.put("output_tokens", reply.usage().outputTokens());
        line.put("cached_input_tokens", reply.usage().cachedInputTokens());
        return Attributes.from(line).toJson();
    }

    /** @throws IllegalArgumentException if the line does not have all of it; the message says what */
    static RecordedCall from(Attributes line) {
        var key = new CallKey(
                Purpose.valueOf(text(line, "purpose").toUpperCase(Locale.ROOT)),
                text(line, "case"),
                (int) number(line, "trial"),
                (int) number(line, "turn"),
                text(line, "detail"),
                (int) number(line, "repeat"));
        var usage = new Usage(
                number(line, "input_tokens"), number(line, "output_tokens"), number(line, "cached_input_tokens"));
        var reply = new ModelReply(
                text(line, "text"),
                calls(line),
                ModelReply.Finish.valueOf(text(line, "finish").toUpperCase(Locale.ROOT)),
                usage);
        return new RecordedCall(
                text(line, "request"),
                key,
                text(line, "model"),
                !line.get("judges").equals(Optional.of(false)),
                line.get("continued").equals(Optional.of(true)),
                reply);
    }

    private static List<ToolCall> calls(Attributes line) {
        return line.get("tool_calls").orElse(List.of()) instanceof List<?> list
                ? list.stream().map(RecordedCall::call).toList()
                : List.of();
    }

    private static ToolCall call(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a tool call is not an object");
        }
        return ToolCall.of(
                String.valueOf(map.get("id")), String.valueOf(map.get("name")), String.valueOf(map.get("arguments")));
    }

    private static String text(Attributes line, String name) {
        return line.text(name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }

    private static long number(Attributes line, String name) {
        if (line.get(name).orElse(null) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("'" + name + "' is missing or no number");
    }
}
