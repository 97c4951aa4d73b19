package dev.rehearsal.formats.run;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.Baseline;
import dev.rehearsal.evaluation.Bound;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.simulation.AgentLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Seeded configurations of runs. */
final class RandomConfigs {
    private static final List<String> TEXTS =
            List.of("support", "no", "1.0", "line\nbreak", "{{user_id}} 退款", "a: b", " x ", "\"q\"");

    private final Random random;

    RandomConfigs(long seed) {
        this.random = new Random(seed);
    }

    RunConfig next() {
        return new RunConfig(
                text(),
                maybe(this::agent),
                random.nextBoolean() ? "" : text(),
                maybe(() -> "openai:/gpt-" + random.nextInt(9)),
                maybe(() -> "local:/x"),
                maybe(() -> "offline:/"),
                parameters(),
                parameters(),
                count(),
                count(),
                count(),
                maybe(random::nextLong),
                maybe(() -> "run-" + random.nextInt(9)),
                new ModelLimits(count(), maybe(this::count), maybe(this::count), duration(), count(), duration()),
                maybe(this::count),
                random.nextBoolean(),
                duration(),
                new AgentLimits(maybe(this::count), maybe(this::count)),
                budget(),
                budget(),
                random.nextBoolean()
                        ? List.of()
                        : List.of(ScorerSpec.of("safety"), ScorerSpec.of("conversation_completeness")),
                random.nextBoolean() ? List.of() : List.of(new Bound("safety/mean", random.nextDouble())),
                maybe(() -> new Baseline("run-" + random.nextInt(9), maybe(random::nextDouble))),
                random.nextInt(9),
                random.nextBoolean() ? List.of() : List.of("openai", "host.example"),
                null,
                null);
    }

    private AgentSpec agent() {
        return new AgentSpec(
                "openai:/" + random.nextInt(9),
                random.nextBoolean() ? "" : text(),
                parameters(),
                random.nextBoolean() ? Map.of() : Map.of("Authorization", "Bearer ${TOKEN}", "X-Team", text()),
                random.nextBoolean() ? Attributes.EMPTY : Attributes.of("history", "last"));
    }

    private ModelParameters parameters() {
        return new ModelParameters(
                maybe(random::nextDouble),
                maybe(random::nextDouble),
                maybe(this::count),
                maybe(random::nextLong),
                maybe(this::duration),
                random.nextBoolean()
                        ? Attributes.EMPTY
                        : Attributes.of("top_k", random.nextInt()).with("stop", List.of(text())));
    }

    private Budget budget() {
        return new Budget(
                maybe(() -> (long) count()),
                maybe(() -> BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4))),
                maybe(this::duration));
    }

    private int count() {
        return 1 + random.nextInt(1_000);
    }

    private Duration duration() {
        return Duration.ofMillis(1 + random.nextInt(10_000_000));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
