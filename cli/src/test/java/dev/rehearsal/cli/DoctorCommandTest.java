package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    @Test
    void namesKeysAndShowsNoValue() {
        Shell.Result doctor = new Shell()
                .with("OPENAI_API_KEY", "sk-0123456789")
                .with("XDG_CACHE_HOME", folder.toString())
                .run("doctor", "--store", folder.resolve("new.db").toString());

        assertThat(doctor.code()).isZero();
        assertThat(doctor.out())
                .contains("OPENAI_API_KEY set", "is not there yet; the first run makes it", "Java", "UTF-8")
                .contains("rehearse models pull NAME")
                .doesNotContain("sk-0123456789");
        assertThat(folder.resolve("new.db")).doesNotExist();
    }

    @Test
    void failsWhereNothingCanBeKept() {
        Shell.Result doctor = new Shell()
                .run("doctor", "--store", folder.resolve("no-folder/new.db").toString());

        assertThat(doctor.code()).isEqualTo(ExitCode.FAILED);
        assertThat(doctor.out()).contains("✗ Store");
    }

    @Test
    void modelsAreListedWithTheRulesThatAreNone() {
        assertThat(new Shell().run("models", "list").out()).contains("offline:/ is no model", "openai:/");
    }
}
