package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a run depends on nothing but its test cases, its seed and the replies it got: the same bytes for the same seed and recorded
 * replies, whether the run was interrupted or not. Ids are derived from seed, case and trial; there are texts, stop reasons and feedback
 * values in a fixed order. Left out are timings, usage, error messages, what people assessed, and sessions that time, a budget or somebody
 * stopped.
 */
public final class CanonicalExport implements Report {
    private static final String FORMAT = "rehearsal.run/1";

    /** Where time and chance decided how far the session came. */
    private static final Set<String> LEFT_OUT = Set.of("timeout", "budget_spent", "cancelled", "interrupted");

    @Override
    public String name() {
        return "canonical";
    }

    @Override
    public List<String> extensions() {
        return List.of();
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunRecord run = RunOutline.run(result);
        String head = Attributes.of("format", FORMAT)
                .with("experiment", run.experiment())
                .with("seed", run.seed())
                .with("trials", run.trials())
                .toJson();
        out.write(head.substring(0, head.length() - 1) + ",\"sessions\":[");
        String separator = "\n";
        try (Stream<SessionRecord> sessions = result.records()) {
            for (Iterator<SessionRecord> each = sessions.iterator(); each.hasNext(); ) {
                SessionRecord session = each.next();
                String stopReason = session.row().stopReason();
                if (stopReason != null && !LEFT_OUT.contains(stopReason)) {
                    out.write(separator + session(run, session, stopReason));
                    separator = ",\n";
                }
            }
        }
        out.write("\n]}\n");
    }

    private static String session(RunRecord run, SessionRecord session, String stopReason) {
        return Attributes.of("id", id(run, session))
                .with("case_id", session.row().caseId().value())
                .with("trial", session.row().trial())
                .with("goal", session.testCase().goal())
                .with("stop_reason", stopReason)
                .with(
                        "turns",
                        session.conversation().turns().stream()
                                .map(CanonicalExport::turn)
                                .toList())
                .with("feedback", feedback(run, session.assessments()))
                .toJson();
    }

    private static String id(RunRecord run, SessionRecord session) {
        String of = run.seed() + "\n" + session.row().caseId() + "\n"
                + session.row().trial();
        return Digest.of(of).hex(16);
    }

    private static Map<String, Object> turn(Turn turn) {
        var values = new LinkedHashMap<String, Object>();
        values.put("user", turn.user().text());
        values.put(
                "agent",
                turn.answer().messages().stream().map(CanonicalExport::message).toList());
        if (turn.failure() != null) {
            values.put("failed", true);
        }
        return values;
    }

    private static Map<String, Object> message(Message message) {
        var values = new LinkedHashMap<String, Object>();
        values.put("text", message.text());
        if (!message.toolCalls().isEmpty()) {
            values.put(
                    "tool_calls",
                    message.toolCalls().stream().map(CanonicalExport::call).toList());
        }
        return values;
    }

    private static Map<String, @Nullable Object> call(ToolCall call) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("name", call.name());
        values.put("arguments", call.arguments());
        values.put(call.failed() ? "error" : "result", call.result());
        return values;
    }

    private static List<Map<String, Object>> feedback(RunRecord run, List<Assessment> assessments) {
        Set<String> superseded = assessments.stream()
                .map(Assessment::supersedes)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return assessments.stream()
                .filter(each -> run.runId().value().equals(each.runId()) && !superseded.contains(each.id()))
                .sorted(Comparator.comparingInt(Assessment::turn)
                        .thenComparing(each -> each.feedback().name())
                        .thenComparing(each -> value(each).toString()))
                .map(CanonicalExport::feedback)
                .toList();
    }

    private static Map<String, Object> feedback(Assessment assessment) {
        var values = new LinkedHashMap<String, Object>();
        values.put("name", assessment.feedback().name());
        if (assessment.turn() > 0) {
            values.put("turn", assessment.turn());
        }
        values.put(assessment.feedback().failed() ? "failed" : "value", value(assessment));
        return values;
    }

    private static Object value(Assessment assessment) {
        return switch (assessment.feedback().value()) {
            case null -> true;
            case FeedbackValue.Numeric(double number) -> number;
            case FeedbackValue other -> other.text();
        };
    }
}
