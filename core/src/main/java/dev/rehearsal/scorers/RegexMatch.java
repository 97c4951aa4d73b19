package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the agent's answer matches a regular expression. Needs no model. */
public final class RegexMatch implements TurnScorer {
    static final ScorerKind KIND = new ScorerKind(
            "regex_match",
            ScorerKind.Level.TURN,
            "yes, no",
            List.of(),
            "Whether the answer matches a regular expression.",
            List.of(
                    new ScorerOption("pattern", "regular expression (Java's)", "required", "what to look for"),
                    new ScorerOption(
                            "match_type",
                            "search or fullmatch",
                            "search",
                            "whether to find it, or match all of the answer"),
                    new ScorerOption("case_insensitive", "true or false", "false", "whether case does not matter"),
                    ScorerOption.AS),
            RegexMatch::new);

    private final String name;
    private final Pattern pattern;
    private final boolean whole;
    private final ScorerSpec spec;

    private RegexMatch(ScorerOptions options) {
        this.name = options.name();
        this.whole = options.oneOf("match_type", List.of("search", "fullmatch"), "search")
                .equals("fullmatch");
        this.pattern = options.requiredPattern(
                "pattern",
                options.flag("case_insensitive", false) ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        this.spec = options.spec();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(spec);
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        var matcher = pattern.matcher(turn.output());
        boolean matches = whole ? matcher.matches() : matcher.find();
        return List.of(Feedback.yesNo(
                name, matches, "the answer " + (matches ? "" : "does not ") + verb(matches) + " '" + pattern + "'"));
    }

    private String verb(boolean matches) {
        return (whole ? "match" : "contain") + (matches ? whole ? "es" : "s" : "");
    }
}
