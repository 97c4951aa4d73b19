package dev.rehearsal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The same classes that run here with the lowest version of JUnit do so with the newest. */
class JUnitVersionsTest {
    private static final Path NEWEST = Path.of("target/newest-junit");

    /** Runs tests by name with the JUnit that is on its class path. */
    static final class Main {
        private Main() {}

        public static void main(String[] tests) {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(Arrays.stream(tests)
                            .map(DiscoverySelectors::selectClass)
                            .toList())
                    .build();
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, summary);
            System.out.println("JUnit " + TestFactory.class.getPackage().getImplementationVersion() + ": "
                    + summary.getSummary().getTestsSucceededCount() + " passed");
            summary.getSummary()
                    .getFailures()
                    .forEach(failure -> System.out.println(
                            failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()));
            System.exit(summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
        }
    }

    @Test
    void theSameTestsPassWithTheNewestVersion() throws Exception {
        assertThat(TestFactory.class.getPackage().getImplementationVersion()).startsWith("5.12.");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        Main.class.getName(),
                        ConversationTestTest.class.getName(),
                        PassRateTest.class.getName(),
                        RecordingTest.class.getName(),
                        AssertionsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("JUnit 6.");
        assertThat(process.exitValue()).describedAs(said).isZero();
    }

    private static String classPath() throws IOException {
        List<String> here = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.replace('\\', '/').contains("/org/junit/"))
                .toList();
        try (Stream<Path> newest = Files.list(NEWEST)) {
            return Stream.concat(here.stream(), newest.map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
