package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
    @Test
    void aRunThatIsLargerThanTheMemoryIsWrittenAndReadBack(@TempDir Path folder) throws Exception {
        String store = folder.resolve("rehearsal.db").toString();
        try (ChildJvm child = ChildJvm.run(StreamingChild.class, List.of("-Xmx32m"), store, "1500", "60000")) {
            assertThat(child.allLines()).containsExactly("3000", "1500");
            assertThat(child.exit()).isZero();
        }
    }
}
