package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an agent gave back for one message.
 *
 * @param failure the stop reason's code and rationale; null where it answered
 * @param firstWord how long that took; null where nothing says it
 */
public record AgentFindings(
        AgentSpec spec,
        Agent agent,
        @Nullable String failure,
        Answer answer,
        Duration latency,
        @Nullable Duration firstWord) {
    private static final int EXCERPT = 200;
    private static final String FIRST_WORD = "first word";

    /** What a conversation of one turn found. */
    public static AgentFindings of(AgentSpec spec, Agent agent, Simulation simulation) {
        boolean failed = simulation.stopReason().isFailure();
        String why =
                simulation.stopReason().code() + ": " + simulation.stopReason().rationale();
        Turn turn = simulation.conversation().last().orElse(null);
        List<Span> steps = turn == null ? List.of() : turn.spans();
        return new AgentFindings(
                spec,
                agent,
                failed ? why : null,
                turn == null ? Answer.NONE : turn.answer(),
                turn == null ? Duration.ZERO : turn.latency(),
                steps.stream()
                        .filter(step -> step.name().equals(FIRST_WORD))
                        .map(Span::duration)
                        .findFirst()
                        .orElse(null));
    }

    public boolean answered() {
        return failure == null;
    }

    /** For programs. */
    public Map<String, @Nullable Object> values() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("target", spec.target());
        values.put("answered", answered());
        values.put("failure", failure);
        values.put("next", failure == null ? null : NextStep.of(spec, failure));
        values.put("answer", answer.text());
        values.put("messages", answer.messages().size());
        values.put("tool_calls", answer.toolCalls().stream().map(ToolCall::name).toList());
        values.put("input_tokens", answer.usage().inputTokens());
        values.put("output_tokens", answer.usage().outputTokens());
        values.put("latency_ms", latency.toMillis());
        values.put("first_word_ms", firstWord == null ? null : firstWord.toMillis());
        values.put("history", agent.history().name().toLowerCase(Locale.ROOT));
        values.put("resumable", agent.resumable());
        return values;
    }

    /** For people. */
    public void print(Terminal terminal) {
        String why = failure;
        if (why != null) {
            line(terminal, terminal.styled(Style.RED, "✗"), "Answer", why);
            String next = NextStep.of(spec, why);
            if (next != null) {
                line(terminal, " ", "Next", next);
            }
            return;
        }
        line(
                terminal,
                good(terminal),
                "Answer",
                Amount.of(answer.messages().size(), "message") + " in " + latency.toMillis() + " ms"
                        + (firstWord == null ? "" : ", the first word after " + firstWord.toMillis() + " ms") + ": '"
                        + excerpt(answer.text()) + "'");
        tools(terminal);
        usage(terminal);
        boolean last = agent.history() == Agent.History.LAST;
        line(
                terminal,
                good(terminal),
                "Gets",
                (last ? "the newest message" : "the whole conversation") + ", the session id and the context");
        if (agent.resumable()) {
            line(terminal, good(terminal), "Resuming", "goes on with conversations after a restart");
        } else {
            line(
                    terminal,
                    none(terminal),
                    "Resuming",
                    "conversations begin anew after a restart ('resumable: true' where it keeps them)");
        }
    }

    private void tools(Terminal terminal) {
        List<ToolCall> calls = answer.toolCalls();
        if (calls.isEmpty()) {
            line(
                    terminal,
                    none(terminal),
                    "Tool calls",
                    "none came back; if it made any, scorers that look at tools will not see them");
        } else {
            String names = calls.stream().map(ToolCall::name).collect(Collectors.joining(", "));
            long without = calls.stream().filter(call -> call.result() == null).count();
            line(
                    terminal,
                    good(terminal),
                    "Tool calls",
                    excerpt(names) + (without == 0 ? "" : "; " + without + " without a result"));
        }
    }

    private void usage(Terminal terminal) {
        if (answer.usage().equals(Usage.NONE)) {
            line(terminal, none(terminal), "Usage", "not said; the agent's tokens and cost stay unknown");
        } else {
            line(
                    terminal,
                    good(terminal),
                    "Usage",
                    Amount.of(answer.usage().inputTokens(), "token") + " in, "
                            + answer.usage().outputTokens() + " out");
        }
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static String good(Terminal terminal) {
        return terminal.styled(Style.GREEN, "✓");
    }

    private static String none(Terminal terminal) {
        return terminal.styled(Style.DIM, "-");
    }

    private static void line(Terminal terminal, String mark, String what, String found) {
        terminal.line(mark + " " + String.format(Locale.ROOT, "%-11s", what) + Plain.line(found));
    }
}
