package dev.rehearsal.junit;

import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * AssertJ's soft assertions and those about conversations. As a parameter of a {@link ConversationTest} they are looked at when the method
 * has ended.
 */
public class RehearsalSoftAssertions extends SoftAssertions implements RehearsalSoftAssertionsProvider {
    /** Collects the failures of what the consumer asserts, and throws them together. */
    public static void assertSoftlyAbout(Consumer<RehearsalSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(RehearsalSoftAssertions.class, assertions);
    }
}
