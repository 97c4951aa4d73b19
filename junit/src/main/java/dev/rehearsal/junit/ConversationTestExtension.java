package dev.rehearsal.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the invocations of a {@link ConversationTest}. */
final class ConversationTestExtension implements TestTemplateInvocationContextProvider {
    private static final Namespace NAMESPACE = Namespace.create(ConversationTestExtension.class);

    /** What belongs to the method that a context, or one around it, is of. */
    static TestedMethod methodOf(ExtensionContext context) {
        TestedMethod method = context.getStore(NAMESPACE).get(TestedMethod.class, TestedMethod.class);
        if (method == null) {
            throw new IllegalStateException("no conversations for " + context.getDisplayName());
        }
        return method;
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), ConversationTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        ConversationTest test =
                AnnotationSupport.findAnnotation(method, ConversationTest.class).orElseThrow();
        PassRate rate = AnnotationSupport.findAnnotation(method, PassRate.class).orElse(null);
        var overrides = new Overrides(context::getConfigurationParameter, System.getProperties(), System.getenv());
        MethodSettings settings = MethodSettings.of(context.getRequiredTestClass(), method, test, overrides);
        var run = new MethodRun(
                settings,
                test,
                InvocationNames.of(
                        context.getRequiredTestClass(), method, settings.cases().list()));
        List<Trial> trials = run.trials();
        var tested = new TestedMethod(run, new Outcomes(rate, trials.size()));
        context.getStore(NAMESPACE).put(TestedMethod.class, tested);
        Stream<TestTemplateInvocationContext> invocations = trials.stream().map(trial -> trial);
        // Only where invocations follow each other is the last one the last; elsewhere the method itself fails.
        return rate != null && context.getExecutionMode() == ExecutionMode.SAME_THREAD
                ? Stream.concat(invocations, Stream.of(new RateInvocation(rate, run.names(), tested.outcomes())))
                : invocations;
    }
}
