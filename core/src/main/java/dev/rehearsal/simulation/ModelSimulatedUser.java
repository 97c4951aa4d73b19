package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A person played by a model. */
public final class ModelSimulatedUser implements SimulatedUser {
    private static final Prompt PROMPT = Prompt.load("simulated_user", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("user_message", """
            {"type":"object","properties":{"message":{"type":"string"},"status":{"type":"string","enum":["going_on","satisfied","giving_up"]}},\
            "required":["message","status"],"additionalProperties":false}""");

    private final ModelClient model;
    private final ModelParameters parameters;

    /** @param parameters how the model samples when it speaks */
    public ModelSimulatedUser(ModelClient model, ModelParameters parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    @Override
    public UserReply next(UserRequest request) {
        CallScope calls = request.calls();
        Attributes reply = model.ask(
                        new ModelRequest(
                                PROMPT.messages(variables(request)),
                                List.of(),
                                SCHEMA,
                                parameters,
                                Attributes.EMPTY,
                                calls.key(Purpose.USER, "")),
                        calls)
                .fields();
        String message = reply.text("message").orElse("").strip();
        return switch (reply.text("status").orElse("going_on")) {
            case "satisfied" -> UserReply.satisfied(message);
            case "giving_up" -> UserReply.givesUp(message);
            default -> UserReply.of(message);
        };
    }

    @Override
    public String name() {
        return model.name();
    }

    private static Map<String, String> variables(UserRequest request) {
        TestCase testCase = request.testCase();
        return Map.of(
                "persona", testCase.personaOrDefault(),
                "goal", testCase.goal(),
                "facts", facts(testCase),
                "guidelines", guidelines(testCase),
                "history", history(request));
    }

    private static String facts(TestCase testCase) {
        if (testCase.context().isEmpty()) {
            return "";
        }
        return testCase.context().names().stream()
                .map(name -> "- " + name + ": " + testCase.context().text(name).orElse("unknown"))
                .collect(Collectors.joining("\n", "\nWhat you know about yourself, to be given when asked:\n", "\n"));
    }

    private static String guidelines(TestCase testCase) {
        if (testCase.simulationGuidelines().isEmpty()) {
            return "";
        }
        return testCase.simulationGuidelines().stream()
                .map(guideline -> "- " + guideline)
                .collect(Collectors.joining(
                        "\n", "\nHow you have to behave (this comes before the general rules):\n", "\n"));
    }

    private static String history(UserRequest request) {
        return request.conversation().isEmpty()
                ? "The chat is empty. Write your first message: how a person like you would open it, with the occasion but not the whole"
                        + " story."
                : "The chat so far:\n" + Transcript.withoutToolCalls(request.conversation())
                        + "\nWrite your next message, as an answer to the agent's last one.";
    }
}
