package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    private Path folder;

    private Shell.Result serve(String... more) {
        var shell = new Shell().appending("--store", folder.resolve("runs.db").toString());
        var arguments = new String[more.length + 1];
        arguments[0] = "serve";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return shell.run(arguments);
    }

    @Test
    void refusesToBeOpenToOthersWithoutAToken() {
        Shell.Result refused = serve("--host", "0.0.0.0");

        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("a token is needed", "REHEARSAL_TOKEN", "--token-file");
    }

    @Test
    void refusesATokenThatIsEasyToGuessAndDoesNotShowIt() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "hunter2-hunter\n");

        Shell.Result refused = serve("--token-file", file.toString());

        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("at least 16 characters").doesNotContain("hunter2");
        assertThat(serve("--token-file", folder.resolve("none").toString()).err())
                .contains("--token-file");
    }

    @Test
    void refusesWrongPortsAndAddresses() {
        assertThat(serve("--port", "70000").err()).contains("between 0 and 65535");
        assertThat(serve("--host", "no.such.host.invalid").err()).contains("no address");
    }

    @Test
    void saysOnceThatAPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Shell.Result refused = serve("--port", Integer.toString(taken.getLocalPort()));

            assertThat(refused.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: port " + taken.getLocalPort())
                    .endsWith("name another with --port or --host");
        }
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThat(serve("--otlp-max-mib", "0").err()).contains("--otlp-max-mib: is between 1 and 1024, found 0");
        assertThat(serve("--otlp-spans-per-second", "-1").err()).contains("--otlp-spans-per-second", "found -1");
        assertThat(serve("--otlp-queue", "0").err()).contains("--otlp-queue", "found 0");
        assertThat(serve("--otlp-quiet", "soon").err()).contains("--otlp-quiet", "'soon'");
        assertThat(serve("--mlflow", "sqlite:///x.db").err()).contains("--mlflow sqlite:///x.db", "is no address");
    }
}
