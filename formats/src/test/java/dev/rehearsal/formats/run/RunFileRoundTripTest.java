package dev.rehearsal.formats.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.evaluation.RunConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFileRoundTripTest {
    @Test
    void losesNothing() {
        var random = new RandomConfigs(3);
        for (int i = 0; i < 500; i++) {
            RunConfig config = random.next();
            String yaml = RunFile.write(config);
            assertThat(RunFile.parse("run.yaml", yaml, Path.of("")).config())
                    .as(yaml)
                    .isEqualTo(config);
        }
    }

    @Test
    void writesEveryKeyThatItReads() {
        var random = new RandomConfigs(4);
        var written = new java.util.TreeSet<String>();
        for (int i = 0; i < 100; i++) {
            written.addAll(random.next().toAttributes().names());
        }
        written.addAll(List.of("prices", "record"));
        assertThat(written).containsExactlyInAnyOrderElementsOf(RunConfig.KEYS);
    }
}
