package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import java.util.List;
import java.util.stream.Collectors;

/** A script of checks that need no model: which tools were called, what was said and what was not, in how many turns. Yes if all hold. */
final class Checks {
    static final ScorerKind KIND = new ScorerKind(
            "checks",
            ScorerKind.Level.EITHER,
            "yes, no",
            List.of(),
            "A script of checks without a model: tools called, things said or not said, length, stop reason.",
            List.of(
                    new ScorerOption(
                            "checks",
                            "a list of called, not_called, called_in_order, said, not_said, asked, max_turns, max_words, max_latency,"
                                    + " stopped, any, if … then",
                            "required",
                            "what has to hold"),
                    new ScorerOption(
                            "level",
                            "session or turn",
                            "session",
                            "whether all of a session or each turn has to hold to it"),
                    ScorerOption.AS),
            Checks::open);

    private Checks() {}

    private static Scorer open(ScorerOptions options) {
        boolean ofTurns =
                options.oneOf("level", List.of("session", "turn"), "session").equals("turn");
        var script = new Script(options.name(), new CheckReader(options, ofTurns).readAll());
        Profile profile = Profile.ofCode(options.name(), options.spec());
        return ofTurns
                ? profile.ofTurns(turn -> script.of(new Check.Facts(List.of(turn.turn()), null)))
                : profile.ofSessions(session -> script.of(new Check.Facts(
                        session.conversation().turns(), session.stopReason().code())));
    }

    private record Script(String name, List<Check> checks) {
        List<Feedback> of(Check.Facts facts) {
            String failed = checks.stream()
                    .filter(check -> !check.holds(facts))
                    .map(check -> line(check, facts))
                    .collect(Collectors.joining("; "));
            return List.of(Feedback.yesNo(
                    name, failed.isEmpty(), failed.isEmpty() ? "all " + checks.size() + " checks hold" : failed));
        }

        private static String line(Check check, Check.Facts facts) {
            String found = check.found(facts);
            return "does not hold: " + check.inWords() + (found.isEmpty() ? "" : ", " + found);
        }
    }
}
