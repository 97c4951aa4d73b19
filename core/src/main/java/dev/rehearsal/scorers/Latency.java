package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the agent took, in seconds; with a greatest latency also {@code <name>_within}, whether it was kept. Gives no feedback for a turn
 * whose latency is not known, as in most transcripts. Needs no model.
 */
public final class Latency implements TurnScorer {
    static final ScorerKind KIND = new ScorerKind(
            "latency",
            ScorerKind.Level.TURN,
            "seconds; with 'max' also latency_within: yes, no",
            List.of(),
            "How long the agent took, and whether that was within a bound.",
            List.of(
                    new ScorerOption("max", "time: seconds, 500ms, 2s, 1m", "none", "the greatest latency that passes"),
                    ScorerOption.AS),
            Latency::new);

    private final String name;
    private final @Nullable Duration max;
    private final ScorerSpec spec;

    private Latency(ScorerOptions options) {
        this.name = options.name();
        this.max = options.duration("max");
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
        Duration latency = turn.turn().latency();
        if (latency.isZero()) {
            return List.of();
        }
        var feedback = new ArrayList<Feedback>();
        feedback.add(Feedback.number(name, latency.toNanos() / 1e9, ""));
        if (max != null) {
            feedback.add(Feedback.yesNo(
                    name + "_within",
                    latency.compareTo(max) <= 0,
                    latency.toMillis() + " ms, at most " + max.toMillis() + " ms"));
        }
        return feedback;
    }
}
