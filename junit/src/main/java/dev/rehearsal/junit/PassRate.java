package dev.rehearsal.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link ConversationTest}: how many of all its invocations have to pass. One that does not is reported as skipped, with its
 * failure, and does not fail the build; the gate does, which is an invocation of its own after all others.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PassRate {
    /** The least share of invocations that pass, between 0 and 1. */
    double atLeast();

    /**
     * How sure one has to be of it, between 0.5 and 1: with 0.9 the gate asks that another run of the same cases would pass at that rate
     * too, and is wrong about it once in ten times at the most. That takes more trials the higher both are. 0 to look at the share itself.
     */
    double confidence() default 0;
}
