package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.report.CanonicalExport;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.RequestKind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that keep what models reply, and runs that replay it. */
class RecordedRunTest {
    private static final String KEY = "sk-0123456789-secret";

    private final AtomicInteger answers = new AtomicInteger();

    /** Its agent never says the same twice, and blurts the key. */
    private final ModelServer server = ModelServer.builder()
            .achievedFromTurn(2)
            .reply(RequestKind.AGENT, request -> "Answer " + answers.incrementAndGet() + ", by the way " + KEY)
            .recording(10_000)
            .start();

    @TempDir
    private Path folder;

    private Path recording;
    private Path cases;

    @BeforeEach
    void writeCases() throws IOException {
        recording = folder.resolve("replies.jsonl");
        cases = Files.writeString(folder.resolve("cases.jsonl"), """
                {"id": "a", "goal": "Return the toaster"}
                {"id": "b", "goal": "Change the address", "context": {"user_id": "u1"}}
                """);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isReplayedWithoutAServerToTheSameExport() throws IOException {
        Shell.Result recorded =
                evaluate("recorded.db", "openai:/agent", "openai:/user", "--record", recording.toString());
        assertThat(recorded.code()).as(recorded.out() + recorded.err()).isZero();
        assertThat(recorded.err()).contains("record  " + recording);
        server.close();

        String replay = "recorded:/" + recording;
        Shell.Result replayed = evaluate("replayed.db", replay, replay);

        assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        assertThat(export("replayed.db")).isEqualTo(export("recorded.db")).contains("Answer 1, by the way ***");
    }

    @Test
    void holdsNoCredential() throws IOException {
        evaluate("recorded.db", "openai:/agent", "openai:/user", "--record", recording.toString());

        assertThat(recording).content().contains("Answer 1, by the way ***").doesNotContain(KEY);
    }

    @Test
    void asksOnlyForWhatIsNotThere() throws IOException {
        evaluate("first.db", "openai:/agent", "openai:/user", "--record", recording.toString());
        int asked = server.requests().size();
        List<String> lines = Files.readAllLines(recording);

        evaluate("second.db", "openai:/agent", "openai:/user", "--record", recording.toString());
        assertThat(server.requests()).hasSize(asked);

        // as a process leaves it that dies while it writes
        Files.writeString(
                recording,
                String.join("\n", lines).substring(0, String.join("\n", lines).length() - 10));
        evaluate("third.db", "openai:/agent", "openai:/user", "--record", recording.toString());
        assertThat(server.requests()).hasSize(asked + 1);
        assertThat(Files.readAllLines(recording)).hasSameSizeAs(lines);
        assertThat(export("third.db")).isEqualTo(export("first.db"));
    }

    @Test
    void goesOnWithItsRecordingWhenItIsResumed() throws IOException {
        server.reconfigure(change -> change.failing(1).faultsOnlyFor(RequestKind.AGENT));
        String[] once = {"--record", recording.toString(), "--max-attempts", "1", "--fail-fast", "--conversations", "1"
        };
        evaluate("run.db", "openai:/agent", "openai:/user", once);
        server.reconfigure(change -> change.failing(0));
        assertThat(recording).content().doesNotContain("\"purpose\":\"agent\"");

        shell("run.db").run("resume", "latest");

        assertThat(recording).content().contains("\"purpose\":\"agent\"");
    }

    @Test
    void keepsWhatJudgesSayLater() throws IOException {
        evaluate("run.db", "openai:/agent", "openai:/user");

        Shell.Result scored =
                shell("run.db").run("score", "latest", "--scorer", "safety", "--record", recording.toString());

        assertThat(scored.code()).as(scored.out() + scored.err()).isZero();
        assertThat(Files.readAllLines(recording)).isNotEmpty().allMatch(line -> line.contains("\"purpose\":\"judge\""));
    }

    @Test
    void isRefusedWhereItCannotBeKept() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "Dear diary\n");

        Shell.Result diary = evaluate("run.db", "openai:/agent", "openai:/user", "--record", text.toString());
        Shell.Result nowhere =
                evaluate("run.db", "openai:/agent", "openai:/user", "--record", folder + "/no/such.jsonl");

        assertThat(diary.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(diary.err()).contains("notes.txt:1", "is no line of a recording");
        assertThat(nowhere.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(nowhere.err()).contains("no recording can be written there");
        assertThat(text).hasContent("Dear diary");
        assertThat(server.requests()).isEmpty();
    }

    private String export(String store) throws IOException {
        var text = new StringWriter();
        try (Store open = Store.open(folder.resolve(store).toString())) {
            var run = open.runs().list(1).getFirst();
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            new CanonicalExport().write(EvaluationResult.stored(open, run), text);
        }
        return text.toString();
    }

    private Shell shell(String store) {
        return new Shell()
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", KEY)
                .appending("--store", folder.resolve(store).toString());
    }

    private Shell.Result evaluate(String store, String agent, String model, String... more) {
        var arguments = new ArrayList<>(List.of("evaluate", cases.toString(), "--seed", "7", "--max-turns", "3"));
        // a message that turns out not to be needed is recorded or not, as it comes
        arguments.add("--no-spare-messages");
        arguments.addAll(List.of("--agent", agent, "--user-model", model, "--judge-model", model));
        arguments.addAll(List.of("--scorer", "conversation_completeness", "--scorer", "safety"));
        arguments.addAll(Arrays.asList(more));
        return shell(store).run(arguments.toArray(String[]::new));
    }
}
