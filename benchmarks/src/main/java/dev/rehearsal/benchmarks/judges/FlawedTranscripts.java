package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.trust.Flaw;
import dev.rehearsal.trust.GoodTranscript;
import dev.rehearsal.trust.Planted;
import dev.rehearsal.trust.Planter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Twenty transcripts, every second with one planted flaw, as questions to a scorer: it should be content with those that have none. */
final class FlawedTranscripts {
    static final String PART = "transcripts";
    private static final long SEED = 4;
    private static final List<Flaw> FLAWS =
            List.of(Flaw.IGNORES_QUESTION, Flaw.REPEATS_ITSELF, Flaw.CONTRADICTS_EARLIER_FACT);

    private FlawedTranscripts() {}

    static List<KnownVerdict> read(Path data, String scorer) throws IOException {
        List<GoodTranscript> good = DeskTranscripts.read(data);
        var planter = Planter.of(good, SEED);
        var questions = new ArrayList<KnownVerdict>();
        for (int i = 0; i < good.size(); i++) {
            GoodTranscript transcript = good.get(i);
            Optional<Planted> planted = Optional.empty();
            for (int j = 0; i % 2 == 1 && j < FLAWS.size() && planted.isEmpty(); j++) {
                planted = planter.plant(transcript, FLAWS.get((i / 2 + j) % FLAWS.size()));
            }
            String flaw = planted.map(each -> each.flaw().code()).orElse("none");
            Conversation conversation = planted.map(Planted::flawed).orElse(transcript.conversation());
            questions.add(new KnownVerdict(
                    PART + "/" + scorer,
                    transcript.id() + "/" + flaw,
                    false,
                    planted.isEmpty() ? "yes" : "no",
                    judge -> ask(Scorers.open(scorer, Attributes.EMPTY), conversation, judge)));
        }
        return Halves.of(questions);
    }

    private static KnownVerdict.Reply ask(Scorer scorer, Conversation conversation, dev.rehearsal.scoring.Judge judge)
            throws Exception {
        var goal = TestCase.of("The person gets what they ask for in the chat.");
        var id = new SessionId("transcript");
        List<Feedback> all = new ArrayList<>();
        switch (scorer) {
            case SessionScorer session ->
                all.addAll(session.score(
                        new SessionToScore(goal, id, conversation, new StopReason.GoalAchieved(""), judge)));
            case TurnScorer turns -> {
                for (var turn : conversation.turns()) {
                    var upTo = new Conversation(conversation.turns().subList(0, turn.number()));
                    all.addAll(turns.score(new TurnToScore(goal, id, turn, upTo, judge)));
                }
            }
        }
        boolean content =
                all.stream().allMatch(each -> each.value() instanceof FeedbackValue.YesNo(boolean yes) && yes);
        Feedback said = all.stream()
                .filter(each -> !(each.value() instanceof FeedbackValue.YesNo(boolean yes) && yes))
                .findFirst()
                .orElse(all.getFirst());
        return new KnownVerdict.Reply(content ? "yes" : "no", said.rationale(), said.promptVersion());
    }
}
