package dev.rehearsal.junit;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.NoJudge;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.store.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What scorers say that an assertion asks. */
final class AssertedScores {
    private AssertedScores() {}

    /** In a run: by its judge, kept with it, and once only. */
    static List<Assessment> of(LiveSession live, Scorer scorer) {
        try {
            return live.run().scoring().score(live.simulation(), scorer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + scorer.name() + " was judging", e);
        }
    }

    /** What the run's own scorer found. */
    static List<Assessment> named(LiveSession live, String scorer) {
        List<Assessment> all = live.run()
                .store()
                .sessions()
                .get(live.simulation().sessionId())
                .map(SessionRecord::assessments)
                .orElse(List.of());
        List<Assessment> found = all.stream()
                .filter(each -> each.feedback().name().equals(scorer))
                .toList();
        if (found.isEmpty()) {
            Set<String> names = new LinkedHashSet<>();
            all.forEach(each -> names.add(each.feedback().name()));
            throw new InvalidInputException(
                    scorer,
                    "no scorer of that name judged the session (there are: "
                            + (names.isEmpty() ? "none" : String.join(", ", names))
                            + "); name it in scorers = {…} or ask it here: scores(new …())"
                            + Names.suggestion(scorer, names));
        }
        return found;
    }

    /** Outside of a run: nothing is kept, and there is no judge. */
    static List<Assessment> of(Simulation simulation, Scorer scorer) {
        var found = new ArrayList<Assessment>();
        switch (scorer) {
            case SessionScorer session ->
                found.addAll(asked(
                        simulation,
                        scorer,
                        0,
                        () -> session.score(new SessionToScore(
                                simulation.testCase(),
                                simulation.sessionId(),
                                simulation.conversation(),
                                simulation.stopReason(),
                                new NoJudge()))));
            case TurnScorer turns -> {
                for (Turn turn : simulation.conversation().own()) {
                    Conversation upTo = simulation.conversation().upTo(turn.number());
                    var toScore =
                            new TurnToScore(simulation.testCase(), simulation.sessionId(), turn, upTo, new NoJudge());
                    found.addAll(asked(simulation, scorer, turn.number(), () -> turns.score(toScore)));
                }
            }
        }
        return found;
    }

    private interface Asking {
        List<Feedback> ask() throws Exception;
    }

    private static List<Assessment> asked(Simulation simulation, Scorer scorer, int turn, Asking asking) {
        List<Feedback> feedbacks;
        try {
            feedbacks = asking.ask();
        } catch (Exception e) {
            feedbacks =
                    List.of(Feedback.failed(scorer.name(), Source.code(scorer.name()), String.valueOf(e.getMessage())));
        }
        return feedbacks.stream()
                .map(each -> new Assessment(
                        scorer.name() + "/" + turn, simulation.sessionId(), null, turn, each, Instant.EPOCH, null))
                .toList();
    }
}
