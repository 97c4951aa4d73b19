package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Need;
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
import java.util.Optional;
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
        return new OfTurns(this);
    }

    SessionScorer ofSessions() {
        return new OfSessions(this);
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

    private record OfTurns(PromptQuestion question) implements TurnScorer {
        @Override
        public String name() {
            return question.name;
        }

        @Override
        public List<Need> needs() {
            return List.of(Need.judgeModel());
        }

        @Override
        public Optional<ScorerSpec> spec() {
            return Optional.ofNullable(question.spec);
        }

        @Override
        public List<Feedback> score(TurnToScore turn) {
            var values = new HashMap<String, String>();
            values.put(JudgePrompt.INPUTS, Transcript.quoted(turn.input()));
            values.put(JudgePrompt.OUTPUTS, Transcript.quoted(turn.output()));
            values.put(JudgePrompt.EXPECTATIONS, Transcript.oneLine(turn.expectations()));
            if (question.prompt.variables().contains(JudgePrompt.TRACE)) {
                values.put(JudgePrompt.TRACE, trace(turn.turn()));
            }
            return question.ask(turn.judge(), values, "");
        }
    }

    private record OfSessions(PromptQuestion question) implements SessionScorer {
        @Override
        public String name() {
            return question.name;
        }

        @Override
        public List<Need> needs() {
            return List.of(Need.judgeModel());
        }

        @Override
        public Optional<ScorerSpec> spec() {
            return Optional.ofNullable(question.spec);
        }

        @Override
        public List<Feedback> score(SessionToScore session) {
            Transcript.Shown shown = Transcript.shown(session.conversation(), true, Transcript.LONGEST);
            return question.ask(
                    session.judge(),
                    Map.of(
                            JudgePrompt.CONVERSATION,
                            shown.text(),
                            JudgePrompt.EXPECTATIONS,
                            Transcript.oneLine(session.expectations())),
                    shown.leftOut());
        }
    }
}
