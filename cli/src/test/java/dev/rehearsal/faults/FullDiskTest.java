package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.real.SmallDisk;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.testkit.KillableProcess;
import dev.rehearsal.testkit.ModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that gets full in the midst of a run; only the system's owner can mount one. */
class FullDiskTest {
    private static final int CASES = 60;
    private static final int TURNS = 4;
    private static final String FULL =
            " cannot grow: the disk is full. Make room and resume; what was written before is kept";

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

    private void makeRoom() throws Exception {
        assumeTrue(disk.resize(64), "a disk cannot be mounted again here");
    }

    private static ModelServer server() {
        return ItemTalk.server(TURNS).latency(Duration.ofMillis(5)).start();
    }

    @Test
    void endsTheRunAndLosesNothing() throws Exception {
        var acknowledged = new Acknowledged();
        try (ModelServer server = server()) {
            ModelSettings settings = ItemTalk.settings(server.baseUrl());
            RunId runId;
            try (Store store = Store.open(path.toString())) {
                Evaluation evaluation = Evaluation.from(
                                ItemTalk.config(TURNS, "agent").with(Attributes.of("conversations", 6)),
                                ItemTalk.cases(CASES),
                                store,
                                settings)
                        .listener(acknowledged);
                assertThatThrownBy(evaluation::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessage("the store " + path + FULL);
                runId = store.runs().find("latest").orElseThrow().runId();
            }
            int before = acknowledged.turns().size();
            System.out.println("full after " + before + " turns");
            assertThat(before).isBetween(1, CASES * TURNS - CASES / 4 - 1);

            makeRoom();
            try (Store store = Store.open(path.toString())) {
                assertThat(Kept.of(store, runId).turns())
                        .containsAll(acknowledged.turns().keySet());

                EvaluationResult result = Evaluation.resume(store, runId, settings)
                        .listener(acknowledged)
                        .run();

                assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
                assertThat(acknowledged.turns().values()).containsOnly(1);
                Kept kept = Kept.of(store, runId);
                kept.areWhole(CASES);
                assertThat(kept.turns())
                        .containsExactlyInAnyOrderElementsOf(
                                acknowledged.turns().keySet());
                assertThat(result.metric("safety").orElseThrow().scored()).isEqualTo(CASES * TURNS - CASES / 4);
            }
        }
    }

    @Test
    void isSaidInOneLineAndWithAnExitCode() throws Exception {
        Path cases = Files.writeString(
                folder.resolve("cases.jsonl"),
                IntStream.rangeClosed(1, CASES)
                        .mapToObj(item -> "{\"goal\": \"Find out all there is to know about item " + item + "\"}")
                        .collect(Collectors.joining("\n")));
        try (ModelServer server = server()) {
            KillableProcess.Exit full = rehearse(
                    server,
                    "evaluate",
                    cases.toString(),
                    "--agent=openai:/agent",
                    "--user-model=openai:/user",
                    "--max-turns=" + TURNS,
                    "--store=" + path);

            assertThat(full.code()).as(full.errors()).isEqualTo(3);
            assertThat(full.errors().lines().filter(line -> line.contains("full")))
                    .singleElement()
                    .asString()
                    .endsWith("store: the store " + path + FULL);
            assertThat(full.errors()).doesNotContain("Exception");

            makeRoom();
            KillableProcess.Exit resumed = rehearse(server, "resume", "latest", "--store=" + path);
            assertThat(resumed.code()).as(resumed.errors()).isZero();
        }
    }

    private static KillableProcess.Exit rehearse(ModelServer server, String... arguments) {
        try (KillableProcess process = KillableProcess.java("dev.rehearsal.cli.Rehearse", arguments)
                .environment("OPENAI_BASE_URL", server.baseUrl())
                .start()) {
            return process.await(Duration.ofMinutes(2));
        }
    }
}
