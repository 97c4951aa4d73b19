package dev.rehearsal.junit;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.store.RunId;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Gives one invocation what it asks for, and looks at what becomes of it. */
final class TrialExtension implements BeforeTestExecutionCallback, ParameterResolver, InvocationInterceptor {
    /** What a method may ask for. */
    static final Set<Class<?>> TYPES =
            Set.of(Simulation.class, TestCase.class, SessionId.class, RunId.class, RehearsalSoftAssertions.class);

    private final Trial trial;
    private final MethodRun run;

    TrialExtension(Trial trial) {
        this.trial = trial;
        this.run = trial.run();
    }

    /** Before parameters are resolved: JUnit would wrap what goes wrong then. */
    @Override
    public void beforeTestExecution(ExtensionContext context) throws InterruptedException {
        run.await(trial, context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable() instanceof Method
                && TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        try {
            if (type == TestCase.class) {
                return trial.testCase();
            }
            if (type == RehearsalSoftAssertions.class) {
                return new RehearsalSoftAssertions();
            }
            Simulation simulation = run.await(trial, context);
            if (type == RunId.class) {
                return run.runId();
            }
            return type == Simulation.class ? simulation : simulation.sessionId();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while the conversation was under way", e);
        }
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Outcomes outcomes = Outcomes.of(context);
        Simulation simulation = run.await(trial, context);
        LiveSession session = LiveSession.begin(simulation, run);
        try {
            if (simulation.stopReason().isFailure() && !run.test().includeFailures()) {
                invocation.skip();
                throw new AssertionError("the session ended in a failure: " + SessionText.ended(simulation));
            }
            invocation.proceed();
            assertAll(method.getArguments());
            outcomes.passed(session);
        } catch (TestAbortedException e) {
            outcomes.aborted(session);
            throw e;
        } catch (AssertionError | Exception e) {
            outcomes.missed(session, e);
        } finally {
            session.end();
        }
    }

    /** Soft assertions that are ours end with the method, so that a pass rate can count what they found. */
    private static void assertAll(List<Object> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof RehearsalSoftAssertions softly) {
                softly.assertAll();
            }
        }
    }
}
