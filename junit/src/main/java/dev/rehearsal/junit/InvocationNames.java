package dev.rehearsal.junit;

import dev.rehearsal.dataset.TestCase;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What invocations are called: the goal, then what tells it apart from others of the class. Reports know a test by its class and this name
 * alone: two that share it are one test that was run again, to some of them.
 *
 * @param method the method's name where the class has other conversations, else empty
 * @param shared goals, as they are shown, of more than one case
 */
record InvocationNames(String method, Set<String> shared) {
    private static final int LONGEST = 120;

    static InvocationNames of(Class<?> tests, Method method, Iterable<TestCase> cases) {
        var goals = new HashSet<String>();
        var shared = new HashSet<String>();
        for (TestCase testCase : cases) {
            String goal = goal(testCase);
            if (!goals.add(goal)) {
                shared.add(goal);
            }
        }
        int methods = AnnotationSupport.findAnnotatedMethods(
                        tests, ConversationTest.class, HierarchyTraversalMode.TOP_DOWN)
                .size();
        return new InvocationNames(methods > 1 ? method.getName() : "", shared);
    }

    String of(Trial trial) {
        String goal = goal(trial.testCase());
        return with(
                goal,
                shared.contains(goal)
                        ? "case " + Shown.line(trial.testCase().caseId().value(), LONGEST)
                        : "",
                trial.trials() == 1 ? "" : "trial " + trial.trial() + " of " + trial.trials());
    }

    String of(PassRate rate) {
        String sure = rate.confidence() == 0
                ? ""
                : String.format(Locale.ROOT, ", with a confidence of %.0f %%", rate.confidence() * 100);
        return with(String.format(Locale.ROOT, "at least %.0f %% of the trials pass%s", rate.atLeast() * 100, sure));
    }

    private String with(String name, String... others) {
        var said = new ArrayList<String>(List.of(others));
        said.addFirst(method);
        said.removeIf(String::isEmpty);
        return said.isEmpty() ? name : name + " (" + String.join(", ", said) + ")";
    }

    private static String goal(TestCase testCase) {
        return Shown.line(testCase.goal(), LONGEST);
    }
}
