package dev.rehearsal.junit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Lets a real Jupiter run a class of tests. */
record Engine(Map<String, String> parameters) {
    static Engine inMemory() {
        return new Engine(Map.of("rehearsal.store", "memory:"));
    }

    Engine with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Engine(more);
    }

    Found run(Class<?> tests) {
        EngineTestKit.Builder kit =
                EngineTestKit.engine("junit-jupiter").selectors(DiscoverySelectors.selectClass(tests));
        parameters.forEach(kit::configurationParameter);
        return new Found(kit.execute());
    }

    /** What came of it. */
    record Found(EngineExecutionResults results) {
        /** Names of tests with how they ended and what they said. */
        List<String> tests() {
            return results.testEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                            + event.getRequiredPayload(TestExecutionResult.class)
                                    .getStatus())
                    .toList();
        }

        /** The message of the test whose name begins so. */
        String message(String name) {
            return results.allEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED
                            && event.getTestDescriptor().getDisplayName().startsWith(name))
                    .map(Found::message)
                    .findFirst()
                    .orElseThrow();
        }

        /** The messages of all that did not pass. */
        List<String> messages() {
            return results.allEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .map(Found::message)
                    .filter(message -> !message.isEmpty())
                    .toList();
        }

        private static String message(Event event) {
            return event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .map(Throwable::getMessage)
                    .orElse("");
        }
    }
}
