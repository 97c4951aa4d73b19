package dev.rehearsal.scorers;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.TurnScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several scorers, or one asked of several models, whose verdicts become one. */
public final class Ensemble {
    private static final List<String> VOTES =
            Arrays.stream(Vote.values()).map(Vote::code).toList();

    static final ScorerKind KIND = new ScorerKind(
            "ensemble",
            ScorerKind.Level.EITHER,
            "what its scorers' verdicts come to",
            List.of(),
            "Several scorers, or one asked of several models, whose verdicts become one.",
            List.of(
                    new ScorerOption(
                            "of", "a list of scorers", "required", "whose verdicts; all of turns or all of sessions"),
                    new ScorerOption("by", String.join(", ", VOTES), "majority", "how they become one"),
                    new ScorerOption(
                            "models",
                            "a list of URIs of models",
                            "each scorer's own",
                            "each scorer is asked of each of them"),
                    ScorerOption.AS),
            Ensemble::open);

    private Ensemble() {}

    /**
     * @param members all of turns or all of sessions; of each, the feedback that has its name counts
     * @throws InvalidInputException if there are fewer than two, or they are of turns and of sessions
     */
    public static Scorer of(String name, Vote vote, Scorer... members) {
        return of(name, vote, Arrays.asList(members), null);
    }

    /** The same scorer, asked of each of those models (URIs). */
    public static Scorer overModels(String name, Vote vote, Scorer scorer, List<String> models) {
        return of(name, vote, crossed(List.of(scorer), models), null);
    }

    private static Scorer of(String name, Vote vote, List<Scorer> members, @Nullable ScorerSpec spec) {
        if (members.size() < 2) {
            throw new InvalidInputException(
                    "scorers", name + ": takes two verdicts or more together, found " + members.size());
        }
        var together = new Together(name, vote, members, spec);
        List<TurnScorer> ofTurns = together.only(TurnScorer.class);
        List<SessionScorer> ofSessions = together.only(SessionScorer.class);
        if (!ofTurns.isEmpty() && !ofSessions.isEmpty()) {
            throw new InvalidInputException(
                    "scorers",
                    name + ": its scorers judge all turns or all sessions, found of turns: " + names(ofTurns)
                            + "; of sessions: " + names(ofSessions));
        }
        return ofTurns.isEmpty() ? together.ofSessions(ofSessions) : together.ofTurns(ofTurns);
    }

    private static String names(List<? extends Scorer> scorers) {
        return String.join(", ", scorers.stream().map(Scorer::name).toList());
    }

    private static List<Scorer> crossed(List<Scorer> scorers, List<String> models) {
        if (models.isEmpty()) {
            return scorers;
        }
        var members = new ArrayList<Scorer>();
        scorers.forEach(scorer -> models.forEach(model -> members.add(Recast.by(model, scorer))));
        return members;
    }

    private static Scorer open(ScorerOptions options) {
        var members = new ArrayList<Scorer>();
        for (Object each : options.requiredList("of")) {
            member(each, options).ifPresent(members::add);
        }
        Vote vote = Vote.values()[VOTES.indexOf(options.oneOf("by", VOTES, Vote.MAJORITY.code()))];
        return of(options.name(), vote, crossed(members, options.texts("models")), options.spec());
    }

    private static Optional<Scorer> member(Object given, ScorerOptions options) {
        switch (given) {
            case String name -> {
                return Optional.of(Scorers.open(ScorerSpec.of(name)));
            }
            case Map<?, ?> map
            when map.get("name") instanceof String -> {
                return Optional.of(Scorers.open(ScorerSpec.from(map)));
            }
            default -> {
                options.fault("of", "has scorers by name, or maps with a 'name' and options, found " + given);
                return Optional.empty();
            }
        }
    }

    /** Its members, and how their verdicts become one. */
    record Together(
            String name,
            Vote vote,
            List<Scorer> members,
            @Nullable ScorerSpec spec) {
        Together {
            members = List.copyOf(members);
        }

        <T extends Scorer> List<T> only(Class<T> kind) {
            return members.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        TurnScorer ofTurns(List<TurnScorer> scorers) {
            return profile()
                    .ofTurns(turn -> Ballot.of(
                            this, scorers, (scorer, judge) -> scorer.score(turn.withJudge(judge)), turn.judge()));
        }

        SessionScorer ofSessions(List<SessionScorer> scorers) {
            return profile()
                    .ofSessions(
                            scorers.stream().allMatch(SessionScorer::judgesFailedSessions),
                            session -> Ballot.of(
                                    this,
                                    scorers,
                                    (scorer, judge) -> scorer.score(session.withJudge(judge)),
                                    session.judge()));
        }

        private Profile profile() {
            var needs = new LinkedHashSet<Need>();
            members.forEach(member -> needs.addAll(member.needs()));
            return new Profile(
                    name,
                    members.stream().anyMatch(Scorer::needsJudge),
                    List.copyOf(needs),
                    members.stream().flatMap(member -> member.models().stream()).toList(),
                    members.stream().mapToInt(Scorer::judgeCalls).sum(),
                    spec);
        }
    }
}
