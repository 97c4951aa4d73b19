package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Content;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.Usages;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.FileReference;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the items of a response: messages, calls of functions and of tools that the server has itself, and what these gave back. */
final class OutputItems {
    private OutputItems() {}

    /** A message has the calls that were made before it; calls after the last message are that one's too. */
    static Answer answer(List<?> items, @Nullable Object usage) {
        Map<String, String> results = results(items);
        var messages = new ArrayList<Message>();
        var waiting = new ArrayList<ToolCall>();
        for (Object each : items) {
            Map<?, ?> item = Tree.map(each);
            String type = Tree.text(item.get("type"));
            if (type.equals("image_generation_call")) {
                messages.add(Message.assistant(image(item), waiting));
                waiting.clear();
            } else if (type.endsWith("_call")) {
                waiting.add(call(type, item, results));
            } else if (isMessage(item)) {
                messages.add(Message.assistant(Content.text(item.get("content")), waiting));
                waiting.clear();
            }
        }
        if (!waiting.isEmpty()) {
            Message last = messages.isEmpty() ? Message.assistant("") : messages.removeLast();
            var calls = new ArrayList<>(last.toolCalls());
            calls.addAll(waiting);
            messages.add(Message.assistant(last.text(), calls));
        }
        return new Answer(messages, Usages.from(usage));
    }

    static boolean isMessage(Object each) {
        Map<?, ?> item = Tree.map(each);
        String type = Tree.text(item.get("type"));
        return type.equals("message") || (type.isEmpty() && item.get("content") != null);
    }

    private static String image(Map<?, ?> item) {
        String format = Tree.text(item.get("output_format"));
        return FileReference.ofBase64(
                        "image", "", "image/" + (format.isEmpty() ? "png" : format), Tree.text(item.get("result")))
                .toString();
    }

    private static Map<String, String> results(List<?> items) {
        var results = new HashMap<String, String>();
        for (Object each : items) {
            Map<?, ?> item = Tree.map(each);
            if (Tree.text(item.get("type")).endsWith("_call_output")) {
                Object output = item.get("output");
                results.put(Tree.text(item.get("call_id")), output == null ? "" : text(output));
            }
        }
        return results;
    }

    /** A function's call, or one of a tool that the server has itself, such as its search: that is called by its type. */
    private static ToolCall call(String type, Map<?, ?> item, Map<String, String> results) {
        String id = Tree.text(item.get(item.get("call_id") == null ? "id" : "call_id"));
        String name = Tree.text(item.get("name"));
        String arguments = Tree.text(item.get(type.equals("custom_tool_call") ? "input" : "arguments"));
        ToolCall call = ToolCall.of(
                id,
                name.isEmpty() ? type.substring(0, type.length() - "_call".length()) : name,
                arguments.isEmpty() ? Json.write(asked(item)) : arguments);
        Object error = item.get("error");
        Object result = item.get("output") == null ? results.get(id) : item.get("output");
        if (error != null) {
            return call.withFailure(text(error));
        }
        return result == null ? call : call.withResult(text(result));
    }

    /** What a tool of the server was asked, where it has no arguments. */
    private static Map<Object, Object> asked(Map<?, ?> item) {
        var asked = new TreeMap<Object, Object>();
        for (String name : List.of("action", "queries", "code")) {
            if (item.get(name) instanceof Object value) {
                asked.put(name, value);
            }
        }
        return asked;
    }

    private static String text(Object value) {
        return value instanceof String text ? text : Json.write(value);
    }
}
