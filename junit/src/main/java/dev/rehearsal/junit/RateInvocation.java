package dev.rehearsal.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The last invocation of a method with a pass rate: it looks at the others and does not call the method. */
record RateInvocation(PassRate rate, InvocationNames names, Outcomes outcomes)
        implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
        return names.of(rate);
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new Check(outcomes));
    }

    private record Check(Outcomes outcomes) implements ParameterResolver, InvocationInterceptor {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getDeclaringExecutable() instanceof Method
                    && TrialExtension.TYPES.contains(parameter.getParameter().getType());
        }

        /** The method is not called. */
        @Override
        public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return null;
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            invocation.skip();
            outcomes.checkRate();
        }
    }
}
