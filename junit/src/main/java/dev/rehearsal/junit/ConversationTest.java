package dev.rehearsal.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that is run once for each test case and trial, when that conversation has taken place. It may have parameters of the types
 * {@link dev.rehearsal.simulation.Simulation}, {@link dev.rehearsal.dataset.TestCase}, {@link dev.rehearsal.conversation.SessionId},
 * {@link dev.rehearsal.store.RunId} and {@link RehearsalSoftAssertions}.
 *
 * <p>All conversations of a method are one run. It begins with the method's first invocation, and its conversations go on side by side
 * within the run's own limits; each invocation waits for its own. Invocations follow each other on one thread.
 *
 * <p>The agent is the one field or method of the test class, or the one Spring bean, of type {@link dev.rehearsal.simulation.Agent}. It is
 * taken from the instance of the first invocation. Members named {@code userModel}, {@code judgeModel} and {@code goalCheckModel}
 * ({@link dev.rehearsal.model.Model}) take the place of models by name, and so do a {@link dev.rehearsal.simulation.SimulatedUser} and a
 * {@link dev.rehearsal.simulation.GoalCheck}.
 *
 * <p>What is set here takes the place of what the run file says; system properties, JUnit's configuration parameters
 * ({@code rehearsal.user_model}, {@code rehearsal.store}) and environment variables ({@code REHEARSAL_USER_MODEL}) of all of it.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(ConversationTestExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface ConversationTest {
    /**
     * Files of test cases, or resources of the class path, or a dataset of the store: {@code dataset:NAME}. Empty for those of the run file, or of the one static field or method of type
     * {@link dev.rehearsal.dataset.TestCases}.
     */
    String[] testCases() default {};

    /** A run file, or a resource: everything that a file can set. Empty for none. */
    String runFile() default "";

    /** The name of the field, method or Spring bean, or an agent's target ({@code java:com.acme.SupportAgent}); empty for the only one. */
    String agent() default "";

    /** The most turns of a conversation; 0 for the run file's, or 10. */
    int maxTurns() default 0;

    /** How often each case is tried; 0 for the run file's, or once. */
    int trials() default 0;

    /** The model that plays the user; empty for the run file's. */
    String userModel() default "";

    /** The model that judges; empty for the run file's, or the user model. */
    String judgeModel() default "";

    /** The model that checks goals; empty for the run file's, or the user model. */
    String goalCheckModel() default "";

    /** Names of scorers that judge every session, beside those of the run file. */
    String[] scorers() default {};

    /**
     * A file that keeps what models reply. With {@code -Drehearsal.record=true} what it lacks is asked of the models and added; without, the
     * models' replies are taken from it, and no key is needed. Empty for none.
     */
    String recording() default "";

    /** Anything else that a run file can set, as {@code name=value}: {@code "session_budget.usd=0.10"}. */
    String[] settings() default {};

    /**
     * Whether the method is to judge sessions too that ended in a failure of agent, user or plumbing. Otherwise such a session fails its
     * invocation, and the method is not called.
     */
    boolean includeFailures() default false;
}
