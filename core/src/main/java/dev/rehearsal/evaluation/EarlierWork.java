package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.SimulationStart;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What earlier processes of a run left: it is counted, and what they did not come to score is scored. */
final class EarlierWork {
    /** What a run's results depend on, so that it cannot be another when the run is gone on with. */
    private static final List<String> DECISIVE = List.of(
            "agent",
            "agent_name",
            "user_model",
            "goal_check_model",
            "judge_model",
            "user_parameters",
            "judge_parameters",
            "judge_repeats",
            "max_turns",
            "trials",
            "seed",
            "keep_user_turns",
            "scorers");

    private final Store store;
    private final RunId runId;
    private final Tallies tallies;

    EarlierWork(Store store, RunId runId, Tallies tallies) {
        this.store = store;
        this.runId = runId;
        this.tallies = tallies;
    }

    /** @throws InvalidInputException if the configuration would give other results than that which the run began with */
    static void refuseAnother(RunRecord run, Attributes configuration) {
        var faults = new ArrayList<Fault>();
        for (String name : DECISIVE) {
            var begun = run.configuration().get(name);
            var now = configuration.get(name);
            if (begun.isPresent() && now.isPresent() && !begun.equals(now)) {
                faults.add(new Fault(
                        "run " + run.runId(),
                        "was begun with " + name + " " + begun.get() + ", not " + now.get()
                                + "; a run is resumed with what it began with"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    /**
     * Sessions that have ended, so many side by side. When the run is stopped, the rest is counted, and scored the next time.
     *
     * @throws RuntimeException if what came of a scorer could not be kept or told
     */
    void takeUp(ScoringDesk desk, int sideBySide, Cancellation cancellation) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            new SideBySide(sideBySide, cancellation)
                    .each(sessions.iterator(), () -> !cancellation.isAtOnce(), session -> {
                        String code = session.row().stopReason();
                        if (code == null || code.equals("cancelled")) {
                            return;
                        }
                        StopReason reason = StopReason.of(code, session.row().stopRationale());
                        tallies.ended(Seat.of(session.row()), reason, reason.isFailure());
                        Set<String> known = known(session);
                        if (!cancellation.isRequested()) {
                            new StoredSession(session).score(desk, known);
                        }
                    });
        }
    }

    /** Counts what the run's scorers have found of a session already, and says which assessments those are. */
    Set<String> known(SessionRecord session) {
        tally(session);
        return ids(session);
    }

    /** The turns of a session that goes on. */
    void scoreTurns(ScoringDesk desk, SimulationStart start) {
        if (start.conversation().isEmpty()) {
            return;
        }
        store.sessions().get(start.key().sessionId()).ifPresent(session -> {
            Set<String> known = known(session);
            for (Turn turn : session.conversation().own()) {
                desk.turn(start.key(), turn, session.conversation().upTo(turn.number()), known);
            }
        });
    }

    private void tally(SessionRecord session) {
        for (Assessment assessment : session.assessments()) {
            if (runId.value().equals(assessment.runId())) {
                tallies.add(Seat.of(session.row()), assessment.feedback());
            }
        }
    }

    private Set<String> ids(SessionRecord session) {
        return session.assessments().stream()
                .filter(each -> runId.value().equals(each.runId()))
                .map(Assessment::id)
                .collect(Collectors.toSet());
    }
}
