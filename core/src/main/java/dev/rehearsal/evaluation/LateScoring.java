package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Scores sessions of a run with scorers that it did not begin with, as tests do that ask for a verdict once a session is there. What is
 * found is kept with the run and summed up with it. Safe for use by many threads; a session's scorers may judge at once.
 */
public final class LateScoring {
    private final Evaluation evaluation;
    private final Store store;
    private final RunId runId;
    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();

    private LateScoring(Evaluation evaluation, Store store, RunId runId) {
        this.evaluation = evaluation;
        this.store = store;
        this.runId = runId;
        this.ledger = evaluation.simulator().newLedger();
    }

    /**
     * @param evaluation whose run it is; its judge judges
     * @param store that the run is kept in
     */
    public static LateScoring of(Evaluation evaluation, Store store, RunId runId) {
        return new LateScoring(evaluation, store, runId);
    }

    /**
     * Lets a scorer judge a session that has ended, all its turns where it is a scorer of turns. What the run's own scorers said is not
     * asked for again.
     *
     * @return what was found, failures included; empty where the scorer has nothing to say
     * @throws InterruptedException if this thread is interrupted
     */
    public List<Assessment> score(Simulation simulation, Scorer scorer) throws InterruptedException {
        List<Assessment> known = known(simulation, scorer);
        if (!known.isEmpty()) {
            return known;
        }
        List<Assessment> found = new ArrayList<>();
        var desk = new ScoringDesk(
                setup(List.of(scorer), event -> {
                    if (event instanceof RunEvent.Scored(var session, var assessments)) {
                        synchronized (found) {
                            found.addAll(assessments);
                        }
                    }
                }),
                runId,
                ledger,
                new Tallies());
        Conversation upTo = Conversation.EMPTY;
        for (Turn turn : simulation.conversation().turns()) {
            upTo = upTo.with(turn);
            desk.turn(simulation.key(), turn, upTo, Set.of());
        }
        desk.session(simulation.key(), simulation.conversation(), simulation.stopReason(), Set.of());
        store.flush();
        synchronized (found) {
            return List.copyOf(found);
        }
    }

    private List<Assessment> known(Simulation simulation, Scorer scorer) {
        return store.sessions().get(simulation.sessionId()).map(SessionRecord::assessments).orElse(List.of()).stream()
                .filter(each -> runId.value().equals(each.runId())
                        && each.feedback().name().equals(scorer.name()))
                .toList();
    }

    /** Keeps a finding of the program about a session. The first of its name counts. */
    public void add(Simulation simulation, Feedback feedback) {
        store.write(new Change.Assessed(
                simulation.sessionId(),
                List.of(new Assessment(
                        AssessmentIds.of(runId, simulation.sessionId(), 0, feedback.name(), 0),
                        simulation.sessionId(),
                        runId.value(),
                        0,
                        feedback,
                        clock.instant(),
                        null)),
                List.of()));
    }

    /** The run, which has ended, with everything that was found since. */
    public EvaluationResult sumUp() {
        RunRecord run = store.runs().find(runId.value()).orElseThrow();
        store.write(new Change.RunStatusChanged(
                runId,
                run.status(),
                clock.instant(),
                new StoredResult(store, run).tallies().metrics(run.seed())));
        return EvaluationResult.stored(store, store.runs().find(runId.value()).orElseThrow());
    }

    private RunSetup setup(List<Scorer> scorers, RunListener listener) {
        return new RunSetup(
                evaluation.panel(scorers),
                store,
                "",
                "",
                Attributes.EMPTY,
                List.of(),
                null,
                0,
                listener,
                new Cancellation(),
                evaluation.simulator().models(),
                clock);
    }
}
