package dev.rehearsal.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A method while it is tested: its run and what becomes of its invocations. JUnit closes it when all of them have ended.
 */
@SuppressWarnings("deprecation") // JUnit 5.12 closes nothing else
record TestedMethod(MethodRun run, Outcomes outcomes)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws InterruptedException {
        try {
            run.end();
        } finally {
            if (run.begun()) {
                outcomes.checkRate();
            }
        }
    }
}
