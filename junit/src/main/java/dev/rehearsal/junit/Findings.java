package dev.rehearsal.junit;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.Simulation;
import java.util.List;

/**
 * What a scorer found of a session.
 *
 * @param scorer its name
 * @param assessments one of the session, or one of each turn that it judged; none where it had nothing to say
 */
public record Findings(Simulation simulation, String scorer, List<Assessment> assessments) {
    public Findings {
        assessments = List.copyOf(assessments);
    }

    @Override
    public String toString() {
        return scorer + " of " + simulation.sessionId();
    }
}
