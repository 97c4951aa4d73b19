package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void keepElsewhere() {
        shell = new Shell().with("XDG_CACHE_HOME", folder.toString()).appending("--store", folder + "/demo.db");
    }

    @Test
    void findsAFaultAndNamesTheNextCommand() {
        Shell.Result demo = shell.run("demo");

        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.err()).contains("12 customers", "offline:/ (there is no key and no local model)");
        assertThat(demo.out())
                .contains(
                        "Not run, as there is no model that judges: blame, conversation_completeness",
                        "Look at",
                        "expected_tool_call no:");
        String next = demo.out()
                .lines()
                .filter(line -> line.startsWith("Next"))
                .findFirst()
                .orElse("");
        assertThat(next).startsWith("Next  rehearse sessions show sim-");
        String session = next.replaceAll(".*show (\\S+).*", "$1");
        assertThat(shell.run("sessions", "show", session).out()).contains("expected_tool_call: no");
    }

    @Test
    void scoresABrokenDeskLower() {
        Shell.Result broken = shell.run("demo", "--offline", "--forgetful", "--seed", "1");
        Shell.Result sound = shell.run("demo", "--offline", "--seed", "1");

        assertThat(mean(broken)).isLessThan(mean(sound));
    }

    private static double mean(Shell.Result demo) {
        String line = demo.out()
                .lines()
                .filter(each -> each.contains("expected_tool_call/mean"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.strip().split("\\s+")[1]);
    }

    @Test
    void usesTheModelThatTheEnvironmentNames() {
        Shell.Result demo =
                new Shell().with("REHEARSAL_USER_MODEL", "openai:/none").run("demo", "--store", folder + "/demo.db");

        assertThat(demo.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(demo.err()).contains("openai:/none: OPENAI_API_KEY is not set");
    }
}
