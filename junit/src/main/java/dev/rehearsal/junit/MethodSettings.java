package dev.rehearsal.junit;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseFilter;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.ScorerSpec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method's run is to be.
 *
 * @param config but for what is an object of the test
 * @param store its name
 * @param reports what is written when the run has ended
 * @param url where the store's pages are, for everybody; null where nothing is said
 * @param replays whether models' replies come from a recording
 */
record MethodSettings(
        RunConfig config,
        TestedCases cases,
        String store,
        RunReports reports,
        @Nullable String url,
        boolean replays) {
    /** @throws InvalidInputException with what is wrong with the annotation, a file or a property */
    static MethodSettings of(Class<?> testClass, Method method, ConversationTest test, Overrides overrides) {
        var files = new TestFiles(testClass);
        RunFile runFile = test.runFile().isEmpty() ? null : files.runFile(test.runFile());
        RunConfig base = Overrides.with(RunConfig.DEFAULT, overrides.fallback(), "environment: ");
        RunConfig config = runFile == null ? base : runFile.config();
        config = overrides.over(annotated(config, test));
        if (config.experiment().equals(RunConfig.DEFAULT.experiment())) {
            config = config.with(Attributes.of("experiment", testClass.getSimpleName() + "." + method.getName()));
        }
        Recorded recorded = Recorded.of(test.recording(), overrides);
        String store = overrides
                .get("store")
                .orElseGet(() -> runFile == null || runFile.store() == null
                        ? BuildFolder.path().resolve("rehearsal.db").toString()
                        : runFile.store());
        return new MethodSettings(
                recorded.over(config),
                filtered(TestedCases.of(testClass, test, files, runFile, store), overrides),
                store,
                RunReports.of(
                        overrides
                                .get("report")
                                .map(names -> List.of(names.strip().split("\\s*,\\s*")))
                                .orElse(List.of()),
                        testClass.getSimpleName() + "." + method.getName()),
                overrides.get("url").orElse(null),
                recorded.replays());
    }

    private static RunConfig annotated(RunConfig config, ConversationTest test) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (String setting : test.settings()) {
            int cut = setting.indexOf('=');
            if (cut < 1) {
                throw new InvalidInputException("settings", "expected name=value, found '" + setting + "'");
            }
            String name = setting.substring(0, cut).strip();
            String first = name.replaceFirst("\\..*", "");
            if (!RunConfig.KEYS.contains(first)) {
                throw new InvalidInputException(
                        "settings",
                        "'" + name + "' is not known to a run file" + Names.suggestion(first, RunConfig.KEYS));
            }
            Overrides.put(values, name, setting.substring(cut + 1));
        }
        text(values, "user_model", test.userModel());
        text(values, "judge_model", test.judgeModel());
        text(values, "goal_check_model", test.goalCheckModel());
        if (Members.isTarget(test.agent())) {
            values.put("agent", test.agent());
        }
        if (test.maxTurns() != 0) {
            values.put("max_turns", test.maxTurns());
        }
        if (test.trials() != 0) {
            values.put("trials", test.trials());
        }
        if (test.scorers().length > 0) {
            var scorers = new ArrayList<Object>();
            config.scorers().stream().map(ScorerSpec::value).forEach(scorers::add);
            scorers.addAll(Arrays.asList(test.scorers()));
            values.put("scorers", scorers);
        }
        return Overrides.with(config, values, "@ConversationTest ");
    }

    private static void text(LinkedHashMap<String, @Nullable Object> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static TestedCases filtered(TestedCases cases, Overrides overrides) {
        return overrides
                .get("filter")
                .map(CaseFilter::parse)
                .map(cases::filtered)
                .orElse(cases);
    }
}
