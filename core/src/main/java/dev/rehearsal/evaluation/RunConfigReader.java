package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.ScorerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a run's configuration from values by name. */
final class RunConfigReader {
    private final RunConfig base;
    private final ConfigValues values;

    private RunConfigReader(RunConfig base, ConfigValues values) {
        this.base = base;
        this.values = values;
    }

    static RunConfig read(RunConfig base, Attributes attributes) {
        var faults = new ArrayList<Fault>();
        var values = new ConfigValues("", attributes.asMap(), faults);
        RunConfig config = null;
        try {
            config = new RunConfigReader(base, values).read();
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        }
        values.refuseUnknown();
        if (!faults.isEmpty() || config == null) {
            throw new InvalidInputException(faults);
        }
        return config;
    }

    private RunConfig read() {
        var agent = AgentReader.read(values, base);
        return new RunConfig(
                values.textOr("experiment", base.experiment()),
                agent.spec(),
                values.textOr("agent_version", base.agentVersion()),
                values.text("user_model", base.userModel()),
                values.text("judge_model", base.judgeModel()),
                values.text("goal_check_model", base.goalCheckModel()),
                parameters(values.inner("user_parameters"), base.userParameters()),
                parameters(values.inner("judge_parameters"), base.judgeParameters()),
                values.countOr("judge_repeats", base.judgeRepeats()),
                values.countOr("max_turns", base.maxTurns()),
                values.countOr("trials", base.trials()),
                values.whole("seed", base.seed()),
                keepUserTurns(),
                limits(base.limits()),
                values.count("conversations", base.conversations()),
                values.flag("spare_messages", base.spareMessages()),
                values.durationOr("agent_timeout", base.agentTimeout()),
                agent.limits(),
                budget("budget", base.budget()),
                budget("session_budget", base.sessionBudget()),
                scorers(),
                gate(),
                baseline(),
                values.countOr("allow_failures", base.allowFailures()),
                values.texts("allowed_providers", base.allowedProviders()),
                values.text("prices", base.prices()),
                values.text("record", base.record()));
    }

    private @Nullable String keepUserTurns() {
        String run = values.text("keep_user_turns", base.keepUserTurns());
        if (run != null && run.isBlank()) {
            values.fault("keep_user_turns", "names a run: its id, the beginning of it, or 'latest'");
        }
        return run;
    }

    static ModelParameters parameters(ConfigValues values, ModelParameters base) {
        var known = new ModelParameters(
                values.isCleared("temperature") ? null : values.fraction("temperature", base.temperature()),
                values.fraction("top_p", base.topP()),
                values.count("max_tokens", base.maxTokens()),
                values.whole("seed", base.seed()),
                values.duration("timeout", base.timeout()),
                base.more());
        Attributes more = values.rest();
        return more.isEmpty() ? known : known.withMore(more);
    }

    private ModelLimits limits(ModelLimits base) {
        int concurrency = values.countOr("concurrency", base.concurrency());
        int attempts = values.countOr("max_attempts", base.maxAttempts());
        var timeout = values.durationOr("call_timeout", base.timeout());
        var most = values.durationOr("max_call_duration", base.maxDuration());
        Integer requests = values.count("requests_per_minute", base.requestsPerMinute());
        Integer tokens = values.count("tokens_per_minute", base.tokensPerMinute());
        atLeastOne("concurrency", concurrency);
        atLeastOne("max_attempts", attempts);
        if (requests != null) {
            atLeastOne("requests_per_minute", requests);
        }
        if (tokens != null) {
            atLeastOne("tokens_per_minute", tokens);
        }
        if (!timeout.isPositive() || !most.isPositive()) {
            values.fault(
                    "call_timeout",
                    "and max_call_duration must be longer than nothing, found " + timeout + " and " + most);
        }
        return concurrency < 1 || attempts < 1 || !timeout.isPositive() || !most.isPositive()
                ? base
                : new ModelLimits(concurrency, requests, tokens, timeout, attempts, most);
    }

    private void atLeastOne(String name, int value) {
        if (value < 1) {
            values.fault(name, "is at least 1, found " + value);
        }
    }

    private Budget budget(String name, Budget base) {
        if (!values.has(name)) {
            return base;
        }
        ConfigValues budget = values.inner(name);
        var read = new Budget(
                budget.whole("tokens", base.tokens()),
                budget.decimal("usd", base.usd()),
                budget.duration("time", base.time()));
        budget.refuseUnknown();
        moreThanNothing(budget, "tokens", read.tokens() == null || read.tokens() > 0);
        moreThanNothing(budget, "usd", read.usd() == null || read.usd().signum() > 0);
        moreThanNothing(budget, "time", read.time() == null || read.time().isPositive());
        return read;
    }

    private static void moreThanNothing(ConfigValues budget, String name, boolean is) {
        if (!is) {
            budget.fault(name, "must be more than nothing, found " + budget.raw(name));
        }
    }

    private List<ScorerSpec> scorers() {
        Object raw = values.raw("scorers");
        if (raw == null) {
            return base.scorers();
        }
        var scorers = new ArrayList<ScorerSpec>();
        List<?> all = raw instanceof List<?> list ? list : List.of(raw);
        for (int i = 0; i < all.size(); i++) {
            Object each = all.get(i);
            if (each instanceof String name) {
                scorers.add(ScorerSpec.of(name));
            } else if (each instanceof Map<?, ?> map && map.get("name") instanceof String) {
                scorers.add(ScorerSpec.from(map));
            } else {
                values.fault("scorers[" + i + "]", "is a name, or has a 'name', found " + each);
            }
        }
        return scorers;
    }

    private List<Bound> gate() {
        var bounds = new ArrayList<Bound>();
        switch (values.raw("gate")) {
            case null -> bounds.addAll(base.gate());
            case Map<?, ?> map ->
                map.forEach((scorer, least) ->
                        bound(bounds, "gate." + scorer, () -> Bound.of(String.valueOf(scorer), String.valueOf(least))));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    String text = String.valueOf(list.get(i));
                    bound(bounds, "gate[" + i + "]", () -> Bound.parse(text));
                }
            }
            case Object other -> values.fault("gate", "must be scorers with their least values, found " + other);
        }
        return bounds;
    }

    private @Nullable Baseline baseline() {
        try {
            if (values.isCleared("baseline")) {
                return null;
            }
            return switch (values.raw("baseline")) {
                case null -> base.baseline();
                case Map<?, ?> map -> {
                    ConfigValues baseline = values.inner("baseline");
                    String run = baseline.textOr("run", "");
                    Double maxDrop = baseline.fraction("max_drop", null);
                    baseline.refuseUnknown();
                    yield new Baseline(run, maxDrop);
                }
                case Object text -> Baseline.parse(String.valueOf(text));
            };
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> values.fault("baseline", "cannot be used: " + fault.message()));
            return base.baseline();
        }
    }

    private void bound(List<Bound> bounds, String place, Supplier<Bound> bound) {
        try {
            bounds.add(bound.get());
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> values.fault(place, "cannot be used: " + fault.message()));
        }
    }
}
