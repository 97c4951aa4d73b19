package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Content;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.agents.reply.Usages;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the items of a response: messages, calls of functions, and what these gave back. */
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
            if (type.equals("function_call")) {
                waiting.add(call(item, results));
            } else if (type.equals("message") || (type.isEmpty() && item.get("content") != null)) {
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

    private static Map<String, String> results(List<?> items) {
        var results = new HashMap<String, String>();
        for (Object each : items) {
            Map<?, ?> item = Tree.map(each);
            if (Tree.text(item.get("type")).equals("function_call_output")) {
                Object output = item.get("output");
                results.put(Tree.text(item.get("call_id")), output instanceof String text ? text : Json.write(output));
            }
        }
        return results;
    }

    private static ToolCall call(Map<?, ?> item, Map<String, String> results) {
        String id = Tree.text(item.get("call_id"));
        String arguments = Tree.text(item.get("arguments"));
        ToolCall call = ToolCall.of(id, Tree.text(item.get("name")), arguments.isEmpty() ? "{}" : arguments);
        String result = results.get(id);
        return result == null ? call : call.withResult(result);
    }
}
