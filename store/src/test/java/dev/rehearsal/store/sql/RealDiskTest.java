package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.real.SmallDisk;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small disk of its own that gets full and is then made read-only; only the system's owner can mount one. */
class RealDiskTest {
    @TempDir
    Path folder;

    @AutoClose
    private SmallDisk disk;

    private Path path;

    @BeforeEach
    void mount() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder);
        assumeTrue(mounted.isPresent(), "a disk cannot be mounted here");
        disk = mounted.get();
        path = disk.folder().resolve("rehearsal.db");
    }

    @Test
    void aDiskThatFillsUpLosesNothingAndTheStoreGoesOnWhenThereIsRoom() throws Exception {
        Path ballast = Files.write(disk.folder().resolve("ballast"), new byte[600_000]);
        int kept = 0;
        try (Store store = Store.open(path.toString())) {
            store.write(Samples.run(RUN));
            store.write(opened("a", 0, 1));
            StoreException full = null;
            while (full == null) {
                try {
                    store.write(turn("a", kept + 1, "message", "x".repeat(20_000)));
                    kept++;
                } catch (StoreException e) {
                    full = e;
                }
            }
            assertThat(full)
                    .hasMessage("the store " + path
                            + " cannot grow: the disk is full. Make room and resume; what was written before is kept");
            assertThat(store.sessions()
                            .get(Samples.id("a"))
                            .orElseThrow()
                            .conversation()
                            .size())
                    .isEqualTo(kept);

            Files.delete(ballast);
            store.write(turn("a", kept + 1, "message", "x".repeat(20_000)));
        }
        try (Store store = Store.open(path.toString())) {
            assertThat(kept).isPositive();
            assertThat(store.sessions()
                            .get(Samples.id("a"))
                            .orElseThrow()
                            .conversation()
                            .size())
                    .isEqualTo(kept + 1);
        }
    }

    @Test
    void aReadOnlyDiskIsReadAndNotWritten() throws Exception {
        try (Store store = Store.open(path.toString())) {
            store.write(Samples.run(RUN));
            store.write(opened("a", 0, 1));
        }
        assumeTrue(disk.protect(), "a disk cannot be mounted again here");

        assertThatThrownBy(() -> Store.open(path.toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store " + path)
                .hasMessageContaining("read-only");
        assertThatThrownBy(() -> Store.open(disk.folder().resolve("new.db").toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("allow writing to the folder");
        try (Store store = Store.open("sqlite:" + path + "?mode=ro")) {
            assertThat(store.sessions().search(SessionQuery.newest(5))).hasSize(1);
        }
    }
}
