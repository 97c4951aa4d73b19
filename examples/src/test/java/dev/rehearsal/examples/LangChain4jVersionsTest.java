package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The application of LangChain4jShopTest is rehearsed here with the highest version that is stated, and with the lowest. */
class LangChain4jVersionsTest {
    private static final Path LOWEST = Path.of("target/lowest-langchain4j");

    /** Runs the test with the LangChain4j that is on its class path. */
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
            System.out.println(
                    ChatModel.class.getProtectionDomain().getCodeSource().getLocation() + ": "
                            + summary.getSummary().getTestsSucceededCount() + " passed");
            summary.getSummary()
                    .getFailures()
                    .forEach(failure -> failure.getException().printStackTrace(System.out));
            System.exit(summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
        }
    }

    @Test
    void theApplicationIsRehearsedWithTheLowestVersionToo() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Drehearsal.store=memory:",
                        "-cp",
                        classPath(),
                        Main.class.getName(),
                        LangChain4jShopTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).describedAs(said).isZero();
        assertThat(said).contains("langchain4j-core-1.13.0.jar: 2 passed");
    }

    private static String classPath() throws IOException {
        List<String> here = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().matches("langchain4j(-core)?-\\d.*"))
                .toList();
        try (Stream<Path> lowest = Files.list(LOWEST)) {
            return Stream.concat(lowest.map(Path::toString), here.stream())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
