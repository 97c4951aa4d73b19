package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tool calls as models without a protocol for them write them: JSON objects inside of {@code tool_call} tags. */
final class ToolCallText {
    private static final Pattern TAGGED = Pattern.compile("<tool_call>\\s*(.*?)\\s*(?:</tool_call>|$)", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("```(?:json|xml)?\\s*(.*?)\\s*```", Pattern.DOTALL);

    private ToolCallText() {}

    static String write(ToolCall call) {
        Attributes object = Attributes.of("name", call.name()).with("arguments", Attributes.parse(call.arguments()));
        return "<tool_call>\n" + object.toJson() + "\n</tool_call>";
    }

    /** What a model wrote, taken apart. */
    record Parsed(String text, List<ToolCall> calls) {}

    /**
     * Finds the calls of known tools. Weak models forget the tags or put them into a code fence; a text that is such an object as a whole
     * counts as a call too.
     */
    static Parsed parse(String text, List<ToolSpec> tools) {
        List<ToolCall> calls = new ArrayList<>();
        String rest = take(TAGGED, text, tools, calls);
        if (calls.isEmpty()) {
            rest = take(FENCED, text, tools, calls);
        }
        if (calls.isEmpty()) {
            Optional<ToolCall> whole = call(text.strip(), tools, 1);
            if (whole.isPresent()) {
                return new Parsed("", List.of(whole.get()));
            }
            return new Parsed(text.strip(), List.of());
        }
        return new Parsed(rest.strip(), calls);
    }

    private static String take(Pattern pattern, String text, List<ToolSpec> tools, List<ToolCall> calls) {
        Matcher matcher = pattern.matcher(text);
        var rest = new StringBuilder();
        while (matcher.find()) {
            Optional<ToolCall> call = call(matcher.group(1), tools, calls.size() + 1);
            call.ifPresent(calls::add);
            matcher.appendReplacement(rest, call.isPresent() ? "" : Matcher.quoteReplacement(matcher.group()));
        }
        return matcher.appendTail(rest).toString();
    }

    private static Optional<ToolCall> call(String json, List<ToolSpec> tools, int number) {
        if (!json.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Attributes object = Attributes.parse(json);
            String name = object.text("name").orElse("");
            Object arguments = object.get("arguments").orElse(Map.of());
            if (tools.stream().noneMatch(tool -> tool.name().equals(name)) || !(arguments instanceof Map<?, ?> map)) {
                return Optional.empty();
            }
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
            return Optional.of(
                    ToolCall.of("call-" + number, name, Attributes.from(values).toJson()));
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
