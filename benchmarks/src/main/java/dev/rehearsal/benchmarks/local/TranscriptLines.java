package dev.rehearsal.benchmarks.local;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.simulation.SimulationEvent;
import java.io.PrintStream;
import java.util.List;

/** Writes what happens, a JSON object a line. */
final class TranscriptLines implements RunListener {
    private final PrintStream out;

    TranscriptLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Simulated(SimulationEvent simulated) -> on(simulated);
            case RunEvent.Scored(var session, var assessments) ->
                assessments.forEach(each -> write(Attributes.of("event", "feedback")
                        .with("turn", each.turn())
                        .with("feedback", String.valueOf(each.feedback().name()))
                        .with("value", String.valueOf(each.feedback().value()))
                        .with("rationale", String.valueOf(each.feedback().rationale()))));
            default -> {}
        }
    }

    void on(SimulationEvent event) {
        String id = event.key().testCase().caseId().value();
        switch (event) {
            case SimulationEvent.TurnCompleted completed -> {
                var turn = completed.turn();
                List<Attributes> calls = turn.answer().toolCalls().stream()
                        .map(TranscriptLines::call)
                        .toList();
                write(Attributes.of("event", "turn")
                        .with("case", id)
                        .with("turn", turn.number())
                        .with("user", turn.user().text())
                        .with("tool_calls", calls)
                        .with(
                                "agent",
                                turn.answer().messages().isEmpty()
                                        ? ""
                                        : last(turn.answer().messages())));
            }
            case SimulationEvent.GoalChecked checked -> {
                var verdict = checked.verdict();
                write(Attributes.of("event", "goal_check")
                        .with("case", id)
                        .with("turn", checked.turn())
                        .with("achieved", verdict == null ? null : verdict.achieved())
                        .with("rationale", verdict == null ? checked.failure() : verdict.rationale()));
            }
            case SimulationEvent.ModelCalled called -> write(call(id, called.call()));
            case SimulationEvent.SessionEnded ended ->
                write(Attributes.of("event", "end")
                        .with("case", id)
                        .with("goal", ended.key().testCase().goal())
                        .with("stop_reason", ended.simulation().stopReason().code())
                        .with("rationale", ended.simulation().stopReason().rationale())
                        .with("seconds", ended.simulation().duration().toMillis() / 1000.0));
            default -> {}
        }
    }

    private static String last(List<Message> messages) {
        return messages.getLast().text();
    }

    private static Attributes call(ToolCall call) {
        return Attributes.of("tool", call.name())
                .with("arguments", call.arguments())
                .with(call.failed() ? "error" : "result", call.result());
    }

    private static Attributes call(String id, ModelCall call) {
        return Attributes.of("event", "call")
                .with("case", id)
                .with("call", call.key().toString())
                .with("input_tokens", call.usage().inputTokens())
                .with("output_tokens", call.usage().outputTokens())
                .with("ms", call.duration().toMillis());
    }

    private synchronized void write(Attributes line) {
        out.println(line.toJson());
    }
}
