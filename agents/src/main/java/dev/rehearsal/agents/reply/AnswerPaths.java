package dev.rehearsal.agents.reply;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in a JSON reply the answer stands.
 *
 * @param answer where its text is, or a list of texts, each a message, or one of parts that have a type, as models' contents have
 * @param toolCalls null where there are none
 * @param usage null where nothing is said of it
 */
public record AnswerPaths(
        Place answer, @Nullable Place toolCalls, @Nullable Place usage) {
    /**
     * The answer in a whole reply.
     *
     * @throws AgentException if there is none
     */
    public Answer read(Object document) {
        List<String> texts = texts(document)
                .orElseThrow(() -> new AgentException("the agent's reply has nothing at " + answer + keys(document)
                        + ": '" + Excerpt.of(Json.write(document)) + "'"));
        return answer(texts, calls(document), used(document));
    }

    /** The tool calls were made before the last word was said, so the first message has them. */
    public static Answer answer(List<String> texts, List<ToolCall> calls, Usage usage) {
        var messages = new ArrayList<Message>();
        for (String text : texts.isEmpty() ? List.of("") : texts) {
            messages.add(Message.assistant(text, messages.isEmpty() ? calls : List.of()));
        }
        return new Answer(messages, usage);
    }

    /** The texts at the answer's place; nothing where nothing is there. */
    public Optional<List<String>> texts(Object document) {
        Object value = answer.in(document).orElse(null);
        return switch (value) {
            case null -> Optional.empty();
            case List<?> parts when Content.isParts(parts) -> Optional.of(List.of(Content.text(parts)));
            case List<?> list ->
                Optional.of(list.stream()
                        .filter(each -> each != null)
                        .map(each -> text(each))
                        .toList());
            case Object one -> Optional.of(List.of(text(one)));
        };
    }

    private String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            throw new AgentException("what stands at " + answer + " in the agent's reply is an object" + keys(map)
                    + ", no text; name the text in it");
        }
        return value instanceof String text ? text : Json.write(value);
    }

    private static String keys(Object document) {
        return document instanceof Map<?, ?> map
                ? " (it has: "
                        + String.join(
                                ", ", map.keySet().stream().map(String::valueOf).toList()) + ")"
                : "";
    }

    public List<ToolCall> calls(Object document) {
        return toolCalls == null
                ? List.of()
                : ToolCalls.from(toolCalls.in(document).orElse(null));
    }

    public Usage used(Object document) {
        return usage == null ? Usage.NONE : Usages.from(usage.in(document).orElse(null));
    }
}
