package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.Said;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.simulation.AgentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, with places for what is said: <code>{{messages}}</code>, <code>{{last_message}}</code>, <code>{{session_id}}</code>,
 * <code>{{turn}}</code>, <code>{{context}}</code> and <code>{{context.NAME}}</code>. A text that is nothing but such a place becomes the
 * value itself, a list for the messages; within a longer text it becomes text. Values are put into the tree, never into JSON's text, so
 * nothing that is said can break out of its place.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*}}");
    private static final String CONTEXT = "context.";
    private static final List<String> NAMES = List.of("messages", "last_message", "session_id", "turn", "context");

    private final @Nullable Object tree;

    private Template(@Nullable Object tree) {
        this.tree = tree;
    }

    /** @throws InvalidInputException if it has a place that nothing is known for */
    public static Template of(String name, @Nullable Object tree) {
        check(name, tree);
        return new Template(tree);
    }

    private static void check(String name, @Nullable Object tree) {
        switch (tree) {
            case Map<?, ?> map -> map.values().forEach(each -> check(name, each));
            case List<?> list -> list.forEach(each -> check(name, each));
            case String text -> {
                Matcher matcher = PLACE.matcher(text);
                while (matcher.find()) {
                    String place = matcher.group(1);
                    if (!NAMES.contains(place) && !place.startsWith(CONTEXT)) {
                        throw new InvalidInputException(
                                name,
                                "{{" + place + "}} is nothing that is known (known: " + String.join(", ", NAMES)
                                        + ", context.NAME)" + Names.suggestion(place, NAMES));
                    }
                }
            }
            case null, default -> {}
        }
    }

    /** The value to be sent. */
    public @Nullable Object fill(AgentRequest request) {
        return filled(tree, request);
    }

    /** The value of a text that is an address: what is put in is encoded. */
    static String address(String template, AgentRequest request) {
        return text(
                template,
                request,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** The value of a text. */
    static String text(String template, AgentRequest request) {
        return text(template, request, value -> value);
    }

    private static @Nullable Object filled(@Nullable Object tree, AgentRequest request) {
        return switch (tree) {
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, value) -> filled.put(String.valueOf(key), filled(value, request)));
                yield filled;
            }
            case List<?> list ->
                list.stream().map(each -> filled(each, request)).toList();
            case String text -> {
                Matcher whole = PLACE.matcher(text);
                yield whole.matches() ? value(whole.group(1), request) : text(text, request, value -> value);
            }
            case null -> null;
            default -> tree;
        };
    }

    private static String text(String text, AgentRequest request, UnaryOperator<String> encoded) {
        Matcher matcher = PLACE.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            Object value = value(matcher.group(1), request);
            String inserted = value == null ? "" : value instanceof String said ? said : Json.write(value);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded.apply(inserted)));
        }
        return matcher.appendTail(filled).toString();
    }

    private static @Nullable Object value(String place, AgentRequest request) {
        return switch (place) {
            case "messages" -> Said.messages(request);
            case "last_message" -> request.lastMessage();
            case "session_id" -> request.sessionId().value();
            case "turn" -> request.turn();
            case "context" -> request.context().asMap();
            default ->
                inner(request.context().asMap(), place.startsWith(CONTEXT) ? place.substring(CONTEXT.length()) : place);
        };
    }

    private static @Nullable Object inner(Map<String, ?> values, String path) {
        if (values.containsKey(path)) {
            return values.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && values.get(path.substring(0, dot)) instanceof Map<?, ?> map
                ? inner(named(map), path.substring(dot + 1))
                : null;
    }

    private static Map<String, ?> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }
}
