package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelServerMainTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void servesWithTheSettingsOfItsFlags() throws Exception {
        try (var program = run("--port", "0", "--fail", "1", "--fault-kinds", "user,judge");
                var http = HttpClient.newHttpClient()) {
            program.awaitLine(line -> line.startsWith("http://127.0.0.1:"), LONG);
            URI address = URI.create(program.output().strip() + "/chat/completions");

            assertThat(status(http, address, "{\"model\": \"gpt\"}")).isEqualTo(500);
            assertThat(status(http, address, "{\"model\": \"my-agent\"}")).isEqualTo(200);
        }
    }

    @Test
    void explainsItself() {
        try (var program = run("--help")) {
            var exit = program.await(LONG);
            assertThat(exit.code()).isZero();
            for (Setting setting : Setting.ALL) {
                assertThat(exit.output()).contains("--" + setting.name() + " " + setting.value());
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        try (var unknown = run("--colour", "red");
                var noNumber = run("--latency", "soon");
                var noValue = run("--latency")) {
            assertThat(unknown.await(LONG).errors()).startsWith("there is no setting 'colour'\nusage:");
            assertThat(noNumber.await(LONG).errors()).startsWith("latency: 'soon' is no number");
            assertThat(noValue.await(LONG).errors()).startsWith("--latency has no value");
            assertThat(unknown.await(LONG).code()).isEqualTo(2);
        }
    }

    private static int status(HttpClient http, URI address, String body) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static KillableProcess run(String... arguments) {
        return KillableProcess.java(ModelServerMain.class.getName(), arguments)
                .javaOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .start();
    }
}
