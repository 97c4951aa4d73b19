package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ModelJudge;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.testing.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worked example of a scorer: a conversation, what the judge replies, and what comes of it. */
record ScorerExample(Attributes values) {
    String scorer() {
        return values.text("scorer").orElseThrow();
    }

    String note() {
        return values.text("note").orElse("");
    }

    Map<?, ?> options() {
        return (Map<?, ?>) values.get("options").orElse(Map.of());
    }

    Map<?, ?> expectations() {
        return (Map<?, ?>) values.get("expectations").orElse(Map.of());
    }

    List<String> replies() {
        return texts("judge");
    }

    List<String> gives() {
        return texts("gives");
    }

    List<Map<?, ?>> chat() {
        return ((List<?>) values.get("chat").orElseThrow())
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    private List<String> texts(String name) {
        return ((List<?>) values.get(name).orElse(List.of()))
                .stream().map(String::valueOf).toList();
    }

    /** What the scorer really gives, a line for each feedback: where, its name if it is another, value and rationale. */
    List<String> run() throws Exception {
        Scorer scorer = Scorers.open(scorer(), attributes(options()));
        TestCase testCase = TestCase.builder()
                .goal("Be helped")
                .expectations(attributes(expectations()))
                .build();
        var judge = new ModelJudge(
                new ModelClient(ScriptedModel.of(replies().toArray(String[]::new)), ModelLimits.DEFAULT),
                ModelParameters.DEFAULT,
                CallScope.none());
        Conversation conversation = conversation();
        SessionId id = SessionId.of("sim-1");
        var lines = new ArrayList<String>();
        switch (scorer) {
            case SessionScorer sessions -> {
                String code = values.text("stop_reason").orElse("goal_achieved");
                StopReason reason =
                        code.equals("max_turns") ? new StopReason.MaxTurns("") : new StopReason.GoalAchieved("");
                sessions.score(new SessionToScore(testCase, id, conversation, reason, judge))
                        .forEach(each -> lines.add(line("session", scorer, each)));
            }
            case TurnScorer turns -> {
                Conversation upTo = Conversation.EMPTY;
                for (Turn turn : conversation.turns()) {
                    upTo = upTo.with(turn);
                    turns.score(new TurnToScore(testCase, id, turn, upTo, judge))
                            .forEach(each -> lines.add(line("turn " + turn.number(), scorer, each)));
                }
            }
        }
        return lines;
    }

    private static String line(String place, Scorer scorer, Feedback feedback) {
        String value = feedback.value() == null
                ? "error: " + feedback.error()
                : feedback.value().text();
        return place + ": " + (feedback.name().equals(scorer.name()) ? "" : feedback.name() + ": ") + value
                + (feedback.rationale().isEmpty() ? "" : " | " + feedback.rationale());
    }

    private Conversation conversation() {
        Conversation conversation = Conversation.EMPTY;
        for (Map<?, ?> said : chat()) {
            int number = conversation.size() + 1;
            conversation = conversation.with(new Turn(
                    number,
                    Message.user(said.get("user").toString()),
                    Answer.of(said.get("agent").toString(), calls(said)),
                    null,
                    Instant.EPOCH,
                    Duration.ofMillis(said.get("latency_ms") instanceof Number millis ? millis.longValue() : 0),
                    retrieved(said)));
        }
        return conversation;
    }

    private static List<ToolCall> calls(Map<?, ?> said) {
        var calls = new ArrayList<ToolCall>();
        if (said.get("tools") instanceof List<?> tools) {
            for (Object each : tools) {
                var tool = (Map<?, ?>) each;
                calls.add(ToolCall.of(
                                "call-" + calls.size(),
                                tool.get("name").toString(),
                                attributes((Map<?, ?>) tool.get("arguments")).toJson())
                        .withResult(tool.get("result").toString()));
            }
        }
        return calls;
    }

    private static List<Span> retrieved(Map<?, ?> said) {
        return said.get("retrieved") instanceof List<?> documents
                ? List.of(new Span(
                        "0000000000000001",
                        null,
                        "search",
                        "retriever",
                        Instant.EPOCH,
                        Duration.ZERO,
                        Attributes.of("outputs", documents),
                        null))
                : List.of();
    }

    private static Attributes attributes(Map<?, ?> map) {
        Attributes attributes = Attributes.EMPTY;
        for (var entry : map.entrySet()) {
            attributes = attributes.with(entry.getKey().toString(), entry.getValue());
        }
        return attributes;
    }
}
