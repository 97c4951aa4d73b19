package dev.rehearsal.cli.report;

import dev.rehearsal.evaluation.AgentSpec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to try where an agent gave no answer. */
final class NextStep {
    private static final Pattern UNKNOWN_CALLER = Pattern.compile("\\b40[13] from ");
    private static final Pattern NOBODY = Pattern.compile("nobody answers there|no response from|Connection refused");
    private static final String OTHERS = "for the Responses API '--agent-option kind=responses', for MLflow's agents"
            + " 'kind=invocations', for any other JSON 'kind=http' with '--agent-option answer=$.PATH'";

    private NextStep() {}

    /** Null where what went wrong says it already. */
    static @Nullable String of(AgentSpec spec, String failure) {
        String target = spec.target();
        if (UNKNOWN_CALLER.matcher(failure).find()) {
            return "say who asks: --agent-header 'Authorization=Bearer ${VARIABLE}', in single quotes";
        }
        if (NOBODY.matcher(failure).find()) {
            return "start the agent, or look at the address";
        }
        if (target.startsWith("http://") || target.startsWith("https://")) {
            return overHttp(spec.options().text("kind").orElse("chat"), target);
        }
        if (target.startsWith("a2a:")) {
            return "the address is that of the agent's card, or of what has one below it at /.well-known/agent-card.json";
        }
        if (target.startsWith("mcp:http")) {
            return "the address is that of the server's endpoint, often " + target.replaceAll("/+$", "") + "/mcp";
        }
        return null;
    }

    private static @Nullable String overHttp(String kind, String target) {
        return switch (kind) {
            case "chat" ->
                "it was asked for OpenAI's chat completions; " + OTHERS + "; or a2a:" + target + ", mcp:" + target;
            case "responses", "invocations" ->
                "it was asked by the Responses API; for chat completions '--agent-option kind=chat', for any other JSON"
                        + " 'kind=http' with '--agent-option answer=$.PATH'";
            default -> null;
        };
    }
}
