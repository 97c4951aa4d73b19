package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a model without a protocol for tools uses them: each of its messages is a JSON object that names a tool and its arguments, and
 * speaking is one of the tools. A grammar leaves it no other choice. (Free to choose the form, a weak model does not call at all.)
 */
final class ToolChoice {
    private static final String SAY = "say";
    private static final String SAY_SPEC = """
            {"name":"say","description":"Says something to the user: an answer, or a question for what you need to know.",\
            "parameters":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}}""";
    private static final String INSTRUCTIONS = """
            Reply with one JSON object and nothing else. To look something up or to do something, use a tool:
            {"tool": "its name", "arguments": {}}
            You are then told what it returned, and reply again. To talk to the user:
            {"tool": "say", "arguments": {"text": "what you say"}}
            Take arguments from what the user wrote only; ask for what is missing. Claim nothing that no tool has returned.
            The tools:
            """;

    private ToolChoice() {}

    /** Whether the model has to choose. A reply that has to follow another schema is no place for it. */
    static boolean isAsked(ModelRequest request) {
        return !request.tools().isEmpty() && request.schema() == null;
    }

    static String instructions(List<ToolSpec> tools) {
        return INSTRUCTIONS + tools.stream().map(tool -> spec(tool).toJson()).collect(Collectors.joining("\n")) + "\n"
                + SAY_SPEC;
    }

    private static Attributes spec(ToolSpec tool) {
        return Attributes.of("name", tool.name())
                .with("description", tool.description())
                .with("parameters", Attributes.parse(tool.parameters()));
    }

    /**
     * The JSON schema of a choice. A tool that was used since the user last wrote is no choice any more, and after a call that failed only
     * speaking is: a weak model makes up what it lacks and tries one tool after the other, where it should ask.
     */
    static String schema(ModelRequest request) {
        List<ToolCall> made = madeInThisAnswer(request.messages());
        boolean failed = made.stream().anyMatch(ToolCall::failed);
        List<Attributes> choices = new ArrayList<>();
        request.tools().stream()
                .filter(tool ->
                        !failed && made.stream().noneMatch(call -> call.name().equals(tool.name())))
                .forEach(tool -> choices.add(choice(tool.name(), Attributes.parse(tool.parameters()))));
        choices.add(choice(
                SAY,
                Attributes.parse(SAY_SPEC)
                        .get("parameters")
                        .map(ToolChoice::object)
                        .orElseThrow()));
        return Attributes.of("anyOf", choices).toJson();
    }

    private static List<ToolCall> madeInThisAnswer(List<Message> messages) {
        List<ToolCall> made = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() == Role.USER) {
                made.clear();
            }
            made.addAll(message.toolCalls());
        }
        return made;
    }

    private static Attributes choice(String name, Attributes parameters) {
        Attributes properties = Attributes.of("tool", Attributes.of("const", name))
                .with("arguments", parameters.with("additionalProperties", false));
        return Attributes.of("type", "object")
                .with("properties", properties)
                .with("required", List.of("tool", "arguments"))
                .with("additionalProperties", false);
    }

    static String of(ToolCall call) {
        return written(call.name(), Attributes.parse(call.arguments()));
    }

    static String say(String text) {
        return written(SAY, Attributes.of("text", text));
    }

    private static String written(String tool, Attributes arguments) {
        return Attributes.of("tool", tool).with("arguments", arguments).toJson();
    }

    /** A choice as a reply: a call, or what is said. One that was cut and is no JSON is left as it is. */
    static ModelReply reply(ModelReply reply, ModelRequest request) {
        Attributes choice;
        try {
            choice = Attributes.parse(reply.text());
        } catch (IllegalArgumentException cut) {
            return reply;
        }
        String tool = choice.text("tool").orElse("");
        Attributes arguments = choice.get("arguments").map(ToolChoice::object).orElse(Attributes.EMPTY);
        if (tool.equals(SAY)) {
            return new ModelReply(arguments.text("text").orElse("").strip(), List.of(), reply.finish(), reply.usage());
        }
        long before = request.messages().stream()
                .mapToLong(message -> message.toolCalls().size())
                .sum();
        ToolCall call = ToolCall.of("call-" + (before + 1), tool, arguments.toJson());
        return new ModelReply("", List.of(call), ModelReply.Finish.TOOL_CALLS, reply.usage());
    }

    private static Attributes object(Object value) {
        var object = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> object.put(String.valueOf(name), each));
        }
        return Attributes.from(object);
    }
}
