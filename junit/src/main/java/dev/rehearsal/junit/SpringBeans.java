package dev.rehearsal.junit;

import dev.rehearsal.input.InvalidInputException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The beans of a test that Spring's extension looks after. Spring is found at run time, so that nobody needs it. */
final class SpringBeans {
    private static final String EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";
    private static final String FACTORY = "org.springframework.beans.factory.ListableBeanFactory";

    /** Where there is no Spring. */
    static final SpringBeans NONE = new SpringBeans(null);

    private final @Nullable ExtensionContext context;

    private SpringBeans(@Nullable ExtensionContext context) {
        this.context = context;
    }

    static SpringBeans of(ExtensionContext context) {
        for (Class<?> each = context.getRequiredTestClass(); each != null; each = each.getEnclosingClass()) {
            boolean spring = AnnotationSupport.findRepeatableAnnotations(each, ExtendWith.class).stream()
                    .flatMap(extensions -> Arrays.stream(extensions.value()))
                    .anyMatch(extension -> extension.getName().equals(EXTENSION));
            if (spring) {
                return new SpringBeans(context);
            }
        }
        return NONE;
    }

    /** @throws InvalidInputException if there are several without a name */
    <T> Optional<T> find(Class<T> type, String name) {
        Map<?, ?> beans = beans(type);
        if (!name.isEmpty()) {
            return Optional.ofNullable(beans.get(name)).map(type::cast);
        }
        if (beans.size() > 1) {
            var names = new TreeSet<String>();
            beans.keySet().forEach(each -> names.add(String.valueOf(each)));
            throw new InvalidInputException(
                    "Spring",
                    "has several beans of type " + type.getSimpleName() + ": " + String.join(", ", names)
                            + "; say which: agent = \"" + names.first() + "\"");
        }
        return beans.values().stream().findFirst().map(type::cast);
    }

    private Map<?, ?> beans(Class<?> type) {
        if (context == null) {
            return Map.of();
        }
        try {
            ClassLoader loader = context.getRequiredTestClass().getClassLoader();
            Object application = Class.forName(EXTENSION, true, loader)
                    .getMethod("getApplicationContext", ExtensionContext.class)
                    .invoke(null, context);
            return (Map<?, ?>) Class.forName(FACTORY, true, loader)
                    .getMethod("getBeansOfType", Class.class)
                    .invoke(application, type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Spring's context cannot be had: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Spring is not understood", e);
        }
    }
}
