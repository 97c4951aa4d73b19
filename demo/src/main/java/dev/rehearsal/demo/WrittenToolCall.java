package dev.rehearsal.demo;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tool call that a model without a protocol for them wrote into its text: <code>{"name": …, "arguments": {…}}</code>. */
final class WrittenToolCall {
    private static final Pattern OBJECT =
            Pattern.compile("\\{\\s*\"name\"\\s*:.*?\"arguments\"\\s*:\\s*\\{[^{}]*}\\s*}", Pattern.DOTALL);

    private WrittenToolCall() {}

    /** The call, if the text has one of a tool that the desk has. */
    static List<ToolCall> in(String text) {
        Matcher matcher = OBJECT.matcher(text);
        if (!matcher.find()) {
            return List.of();
        }
        try {
            Attributes written = Attributes.parse(matcher.group());
            String name = written.text("name").orElse("");
            if (DeskTools.SPECS.stream().noneMatch(spec -> spec.name().equals(name))
                    || !(written.get("arguments").orElse(null) instanceof Map<?, ?> arguments)) {
                return List.of();
            }
            String json = Attributes.of("arguments", arguments).toJson();
            return List.of(ToolCall.of("written", name, json.substring("{\"arguments\":".length(), json.length() - 1)));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
