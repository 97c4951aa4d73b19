package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scorers.KnowledgeRetention;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.trust.Flaw;
import dev.rehearsal.trust.GoodTranscript;
import dev.rehearsal.trust.Planter;
import dev.rehearsal.trust.ShippedTranscripts;
import java.util.ArrayList;
import java.util.List;

/**
 * Is one call over a whole session as good at finding what was forgotten as a call for every turn, which is how MLflow asks? Of each
 * conversation that comes with Rehearsal: as it is, and with an earlier fact contradicted, twice. {@code by-turn} asks about the chat up to
 * each turn, and is content if no call finds anything.
 */
final class Retention {
    static final String PART = "retention";
    private static final List<Long> SEEDS = List.of(1L, 2L);

    private Retention() {}

    static List<KnownVerdict> read(String part) {
        boolean byTurn = part.equals(PART + "/by-turn");
        if (!byTurn && !part.equals(PART + "/whole")) {
            throw new IllegalArgumentException("no part '" + part + "'");
        }
        List<GoodTranscript> good = ShippedTranscripts.all();
        var questions = new ArrayList<KnownVerdict>();
        for (GoodTranscript transcript : good) {
            questions.add(question(part, transcript.id(), "yes", transcript.conversation(), byTurn));
        }
        for (long seed : SEEDS) {
            var planter = Planter.of(good, seed);
            for (GoodTranscript transcript : good) {
                planter.plant(transcript, Flaw.CONTRADICTS_EARLIER_FACT)
                        .ifPresent(planted -> questions.add(
                                question(part, transcript.id() + "/seed-" + seed, "no", planted.flawed(), byTurn)));
            }
        }
        return questions;
    }

    private static KnownVerdict question(
            String part, String item, String expected, Conversation conversation, boolean byTurn) {
        return new KnownVerdict(part, item, false, expected, judge -> {
            Feedback said = ask(conversation, judge);
            for (int turn = byTurn ? 1 : conversation.size(); turn < conversation.size() && isContent(said); turn++) {
                said = ask(conversation.upTo(turn), judge);
            }
            return new KnownVerdict.Reply(isContent(said) ? "yes" : "no", said.rationale(), said.promptVersion());
        });
    }

    private static Feedback ask(Conversation conversation, Judge judge) {
        return new KnowledgeRetention()
                .score(new SessionToScore(
                        TestCase.of("The person gets what they ask for in the chat."),
                        new SessionId("transcript"),
                        conversation,
                        new StopReason.GoalAchieved(""),
                        judge))
                .getFirst();
    }

    private static boolean isContent(Feedback feedback) {
        return feedback.value() instanceof FeedbackValue.YesNo(boolean yes) && yes;
    }
}
