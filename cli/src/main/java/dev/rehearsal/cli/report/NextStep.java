package dev.rehearsal.cli.report;

import dev.rehearsal.evaluation.AgentSpec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to try where an agent gave no answer. */
final class NextStep {
    private static final Pattern UNKNOWN_CALLER = Pattern.compile("\\b40[13] from ");
    private static final Pattern NOBODY = Pattern.compile("nobody answers there|no response from|Connection refused");
    private static final Pattern BROKEN = Pattern.compile("Premature end|broke off|[Cc]onnection reset");
    private static final Pattern NOT_THERE = Pattern.compile("\\b40[45] from ");
    private static final Pattern NO_ANSWER_IN_IT = Pattern.compile("^empty_answer|has nothing at ");
    private static final String LINE = "{\"session_id\":\"s\",\"turn\":1,\"message\":\"Hello\","
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"context\":{}}";
    private static final String PROCESS = "process:";
    private static final String OTHERS = "for the Responses API '--agent-option kind=responses', for MLflow's agents"
            + " 'kind=invocations', for any other JSON 'kind=http' with '--agent-option answer=$.PATH'";

    private NextStep() {}

    /** Null where what went wrong says it already. */
    static @Nullable String of(AgentSpec spec, String failure) {
        String target = spec.target();
        if (UNKNOWN_CALLER.matcher(failure).find()) {
            return "say who asks: --agent-header 'Authorization=Bearer ${VARIABLE}', in single quotes";
        }
        if (BROKEN.matcher(failure).find()) {
            return "look into what the agent logged: it ended the connection while it was answering";
        }
        if (NOBODY.matcher(failure).find()) {
            return "start the agent, or look at the address";
        }
        if (target.startsWith("http://") || target.startsWith("https://")) {
            return overHttp(spec.options().text("kind").orElse("chat"), target, failure);
        }
        if (target.startsWith("a2a:")) {
            return "the address is that of the agent's card, or of what has one below it at /.well-known/agent-card.json";
        }
        if (target.startsWith("mcp:http")) {
            return "the address is that of the server's endpoint, often " + target.replaceAll("/+$", "") + "/mcp";
        }
        return target.startsWith(PROCESS) ? ofProcess(target.substring(PROCESS.length()), failure) : null;
    }

    private static String ofProcess(String command, String failure) {
        return failure.contains("cannot be started")
                ? "the command is looked for on the PATH, and files from the folder named above ('--agent-option folder=FOLDER')"
                : "try it by hand; a line {\"answer\": \"…\"} is to come back: echo '" + LINE + "' | " + command;
    }

    private static @Nullable String overHttp(String kind, String target, String failure) {
        return switch (kind) {
            case "chat" ->
                "it was asked for OpenAI's chat completions; " + OTHERS + "; or a2a:" + target + ", mcp:" + target;
            case "responses", "invocations" ->
                "it was asked by the Responses API; for chat completions '--agent-option kind=chat', for any other JSON"
                        + " 'kind=http' with '--agent-option answer=$.PATH'";
            default -> asItIsDescribed(failure);
        };
    }

    private static @Nullable String asItIsDescribed(String failure) {
        if (NOT_THERE.matcher(failure).find()) {
            return "look at the address and the method (POST, or '--agent-option method=GET')";
        }
        return NO_ANSWER_IN_IT.matcher(failure).find()
                ? "say where the answer is in the reply: '--agent-option answer=$.PATH'"
                : null;
    }
}
