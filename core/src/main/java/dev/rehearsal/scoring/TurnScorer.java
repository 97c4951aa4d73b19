package dev.rehearsal.scoring;

import java.util.List;

/** Judges each turn, while the conversation goes on. */
public non-sealed interface TurnScorer extends Scorer {
    /** One feedback or more; none where the turn is nothing to judge for it. */
    List<Feedback> score(TurnToScore turn) throws Exception;
}
