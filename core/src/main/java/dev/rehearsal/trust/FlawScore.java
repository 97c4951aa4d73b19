package dev.rehearsal.trust;

import java.util.List;

/**
 * How well a judge sees one flaw.
 *
 * @param planted how many copies have it
 * @param notPlanted how many conversations had no place for it
 * @param failed how many of the planted ones the judge gave no usable reply for; they are in none of the shares
 * @param pair how often it found the good one of a pair, both orders agreeing; guessing finds it once in four
 * @param ties how often its two replies about a pair disagreed
 * @param turn how often it named the turn; guessing by {@code guessedTurns}
 * @param falseAlarms how often it named a turn of the good conversation
 * @param guessedTurns how often a guess between all turns and none would name the turn, on the average
 */
public record FlawScore(
        Flaw flaw,
        int planted,
        int notPlanted,
        int failed,
        Hits pair,
        int ties,
        Hits turn,
        Hits falseAlarms,
        double guessedTurns) {
    /** How often a guesser finds the good one of a pair in both orders. */
    public static final double GUESSED_PAIRS = 0.25;

    static FlawScore of(Flaw flaw, int notPlanted, List<FlawVerdict> verdicts) {
        List<FlawVerdict> judged =
                verdicts.stream().filter(each -> each.failure() == null).toList();
        return new FlawScore(
                flaw,
                verdicts.size(),
                notPlanted,
                verdicts.size() - judged.size(),
                hits(judged, FlawVerdict::foundPair),
                (int) judged.stream().filter(FlawVerdict::isTie).count(),
                hits(judged, FlawVerdict::foundTurn),
                hits(judged, FlawVerdict::falseAlarm),
                judged.stream()
                        .mapToDouble(each -> 1.0 / (each.planted().flawed().size() + 1))
                        .average()
                        .orElse(0));
    }

    private static Hits hits(List<FlawVerdict> judged, java.util.function.Predicate<FlawVerdict> hit) {
        return new Hits((int) judged.stream().filter(hit).count(), judged.size());
    }
}
