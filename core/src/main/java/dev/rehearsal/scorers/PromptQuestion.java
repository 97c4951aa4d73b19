package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The question of a judge of one's own.
 *
 * @param spec what opens it again; null where it is an object of the program
 */
record PromptQuestion(
        String name,
        JudgePrompt prompt,
        VerdictForm form,
        @Nullable ScorerSpec spec) {
    TurnScorer ofTurns() {
        return Profile.ofJudge(name, spec).ofTurns(this::judge);
    }

    SessionScorer ofSessions() {
        return Profile.ofJudge(name, spec).ofSessions(this::judge);
    }

    private List<Feedback> judge(TurnToScore turn) {
        var values = new HashMap<String, String>();
        values.put(JudgePrompt.INPUTS, Transcript.quoted(turn.input()));
        values.put(JudgePrompt.OUTPUTS, Transcript.quoted(turn.output()));
        values.put(JudgePrompt.EXPECTATIONS, Transcript.oneLine(turn.expectations()));
        if (prompt.variables().contains(JudgePrompt.TRACE)) {
            values.put(JudgePrompt.TRACE, trace(turn.turn()));
        }
        return ask(turn.judge(), values, "");
    }

    private List<Feedback> judge(SessionToScore session) {
        Transcript.Shown shown = Transcript.shown(session.conversation(), true, Transcript.LONGEST);
        return ask(
                session.judge(),
                Map.of(
                        JudgePrompt.CONVERSATION,
                        shown.text(),
                        JudgePrompt.EXPECTATIONS,
                        Transcript.oneLine(session.expectations())),
                shown.leftOut());
    }

    private List<Feedback> ask(Judge judge, Map<String, String> variables, String leftOut) {
        Judge.Verdict verdict = judge.ask(name, prompt.prompt(), variables, form.schema());
        return List.of(new Feedback(
                name,
                form.value(verdict.fields()),
                YesNoQuestion.noted(verdict.fields().text("rationale").orElse(""), leftOut),
                Source.judge(judge.model()),
                "1",
                prompt.prompt().label(),
                verdict.usage(),
                null));
    }

    /** The turn's messages and tool calls, and below them its steps, each as a JSON object on a line of its own. */
    private static String trace(Turn turn) {
        return Transcript.ofTurn(turn, true)
                + turn.spans().stream().map(PromptQuestion::line).collect(Collectors.joining());
    }

    private static String line(Span span) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("step", span.name());
        values.put("kind", span.kind());
        values.put("duration_ms", span.duration().toMillis());
        if (!span.attributes().isEmpty()) {
            values.put("attributes", span.attributes());
        }
        if (span.failure() != null) {
            values.put("failure", span.failure());
        }
        return Transcript.oneLine(Attributes.from(values)) + "\n";
    }
}
