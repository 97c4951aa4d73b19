package dev.rehearsal.trust;

import dev.rehearsal.scoring.PairQuestion.Better;
import org.jspecify.annotations.Nullable;

/**
 * What a judge said of one planted flaw.
 *
 * @param better the good one of the pair is the first
 * @param namedTurn the turn that it named in the flawed copy; 0 for none
 * @param namedInGood the turn that it named in the good conversation; 0 for none
 * @param failure why there is no verdict; null where there is one
 */
public record FlawVerdict(
        Planted planted,
        Better better,
        int namedTurn,
        int namedInGood,
        @Nullable String failure) {
    boolean foundPair() {
        return better == Better.FIRST;
    }

    boolean isTie() {
        return better == Better.TIE;
    }

    boolean foundTurn() {
        return namedTurn == planted.turn();
    }

    boolean falseAlarm() {
        return namedInGood != 0;
    }
}
