package dev.rehearsal.junit;

import dev.rehearsal.input.InvalidInputException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds objects that a test has: in fields, from methods without parameters, or among its Spring beans. */
final class Members {
    private final List<Class<?>> classes;
    private final List<Object> instances;
    private final SpringBeans beans;

    private Members(List<Class<?>> classes, List<Object> instances, SpringBeans beans) {
        this.classes = classes;
        this.instances = instances;
        this.beans = beans;
    }

    /** What is static. */
    static Members ofClass(Class<?> testClass) {
        return new Members(enclosing(testClass), List.of(), SpringBeans.NONE);
    }

    /** What a test's instances have, those around it too, and its beans. */
    static Members of(ExtensionContext context) {
        return new Members(
                enclosing(context.getRequiredTestClass()),
                context.getRequiredTestInstances().getAllInstances(),
                SpringBeans.of(context));
    }

    /** Whether a text is an agent's target and no member's or bean's name. */
    static boolean isTarget(String agent) {
        return agent.contains(":");
    }

    /** The innermost class first. */
    private static List<Class<?>> enclosing(Class<?> testClass) {
        var classes = new ArrayList<Class<?>>();
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            classes.add(each);
        }
        return classes;
    }

    /**
     * The object of a type: the one of that name, or without a name the only one. Members come before beans.
     *
     * @throws InvalidInputException if there are several without a name, or none of a name that is not empty
     */
    <T> Optional<T> find(Class<T> type, String name) {
        for (Class<?> each : classes) {
            List<Member> members = members(each, type).stream()
                    .filter(member -> name.isEmpty() || member.getName().equals(name))
                    .toList();
            if (members.size() > 1) {
                throw new InvalidInputException(
                        each.getName(),
                        "has several of type " + type.getSimpleName() + ": "
                                + members.stream().map(Member::getName).collect(Collectors.joining(", "))
                                + "; leave one, or say which: agent = \""
                                + members.getFirst().getName() + "\"");
            }
            if (members.size() == 1) {
                return Optional.of(type.cast(value(members.getFirst())));
            }
        }
        return beans.find(type, name);
    }

    private List<Member> members(Class<?> testClass, Class<?> type) {
        var members = new ArrayList<Member>();
        members.addAll(ReflectionSupport.findFields(
                testClass,
                field -> type.isAssignableFrom(field.getType()) && isReachable(field),
                HierarchyTraversalMode.TOP_DOWN));
        members.addAll(ReflectionSupport.findMethods(
                testClass,
                method -> type.isAssignableFrom(method.getReturnType())
                        && method.getParameterCount() == 0
                        && isReachable(method),
                HierarchyTraversalMode.TOP_DOWN));
        return members;
    }

    private boolean isReachable(Member member) {
        return !member.isSynthetic() && (Modifier.isStatic(member.getModifiers()) || !instances.isEmpty());
    }

    private Object value(Member member) {
        Object instance = Modifier.isStatic(member.getModifiers())
                ? null
                : instances.stream()
                        .filter(member.getDeclaringClass()::isInstance)
                        .findFirst()
                        .orElseThrow();
        Object value = switch (member) {
            case Field field ->
                ReflectionSupport.tryToReadFieldValue(field, instance).getOrThrow(Members::unreadable);
            case Method method -> ReflectionSupport.invokeMethod(method, instance);
            default -> throw new IllegalStateException("neither field nor method: " + member);
        };
        if (value == null) {
            throw new InvalidInputException(
                    member.getDeclaringClass().getSimpleName() + "." + member.getName(),
                    "is null when the first conversation begins; set it in a field's declaration, @BeforeAll or @BeforeEach");
        }
        return value;
    }

    private static RuntimeException unreadable(Exception e) {
        return new IllegalStateException("a field of the test cannot be read", e);
    }

    /** The same, of the first of several names that is there. */
    <T, R> Optional<R> map(Class<T> type, String name, Function<T, R> use) {
        return find(type, name).map(use);
    }
}
