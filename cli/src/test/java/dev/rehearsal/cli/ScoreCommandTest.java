package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.store.Store;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring what is there. */
class ScoreCommandTest {
    private static final String CALLS = """
            {"session_id": "call-1", "goal": "Get a refund", "expectations": {"expected_tool_calls": ["refund"]}, \
            "messages": [{"role": "user", "content": "Refund order 4711"}, {"role": "assistant", "tool_calls": [{"id": "c1", \
            "type": "function", "function": {"name": "refund", "arguments": "{}"}}]}, \
            {"role": "tool", "tool_call_id": "c1", "content": "ok"}, {"role": "assistant", "content": "Done"}]}
            {"session_id": "call-2", "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}
            """;

    private final ModelServer server = ModelServer.builder().start();

    @TempDir
    private Path folder;

    private Path calls;

    @BeforeEach
    void writeCalls() throws IOException {
        calls = Files.writeString(folder.resolve("calls.jsonl"), CALLS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Store open() {
        return Store.open(folder.resolve("rehearsal.db").toString());
    }

    private Shell shell() {
        return new Shell()
                .with("OPENAI_API_KEY", "sk-test")
                .with("OPENAI_BASE_URL", server.baseUrl())
                .appending("--store", folder.resolve("rehearsal.db").toString());
    }

    private Shell.Result score(String... arguments) {
        var all = new ArrayList<>(List.of("score"));
        all.addAll(List.of(arguments));
        return shell().columns(200).run(all.toArray(String[]::new));
    }

    @Test
    void takesTranscriptsIntoTheStoreAndScoresThem() {
        Shell.Result scored = score(
                calls.toString(),
                "--experiment",
                "calls",
                "--scorer",
                "expected_tool_call",
                "--scorer",
                "no_repeated_answer");

        assertThat(scored.code()).as(scored.out() + scored.err()).isZero();
        assertThat(scored.out())
                .contains("of experiment calls: finished", "recorded", "expected_tool_call/mean", "not judged")
                .doesNotContain("Look at");
        assertThat(shell().run("sessions", "list", "--run", "latest").out()).contains("call-1", "call-2", "recorded");
        assertThat(shell().run("sessions", "show", "call-1").out())
                .contains("→ refund {} ⇒ ok", "expected_tool_call: yes", "Get a refund");
        assertThat(shell().run("runs", "show", "latest").out()).contains("transcripts " + calls);
    }

    @Test
    void twoJudgesAreToldApart() {
        score(calls.toString(), "--scorer", "conversation_completeness", "--judge-model", "openai:/strict");
        Shell.Result again = score("call-1", "--scorer", "conversation_completeness", "--judge-model", "openai:/mild");

        assertThat(again.code()).as(again.out() + again.err()).isZero();
        assertThat(shell().columns(200).run("sessions", "show", "call-1").out())
                .contains("openai:/strict, conversation_completeness/", "openai:/mild, conversation_completeness/");
        assertThat(shell().columns(200).run("sessions", "show", "call-2").out()).doesNotContain("openai:/strict, ");
        String first;
        try (Store store = open()) {
            first = store.runs().list(2).getLast().runId().value();
        }
        assertThat(shell().columns(200).run("runs", "show", first).out()).contains("Scored again", "openai:/mild");
    }

    @Test
    void scoresAnExperiment() {
        score(calls.toString(), "--experiment", "calls", "--scorer", "no_repeated_answer");

        Shell.Result scored = score("--experiment", "calls", "--scorer", "expected_tool_call");

        assertThat(scored.code()).as(scored.out() + scored.err()).isZero();
        assertThat(scored.out()).contains("of experiment calls", "expected_tool_call/mean");
    }

    @Test
    void goesOnWithAScoringThatWasStopped() {
        var settings = ModelSettings.fromEnvironment()
                .withEnvironment(Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", server.baseUrl()));
        RunConfig config =
                RunConfig.from(Attributes.of("scorers", List.of("conversation_completeness", "no_repeated_answer"))
                        .with("judge_model", "openai:/judge"));
        try (Store store = open()) {
            SessionScoring dying = Evaluation.of(TranscriptFiles.read(calls))
                    .store(store)
                    .describedBy(config, settings)
                    .listener(event -> {
                        if (event instanceof RunEvent.SessionDone) {
                            throw new IllegalStateException("killed");
                        }
                    });
            assertThatThrownBy(dying::run).hasMessage("killed");
        }

        Shell.Result resumed = shell().run("resume", "latest");

        assertThat(resumed.code()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.err()).contains("Going on with run");
        assertThat(resumed.out()).contains("finished", "conversation_completeness/mean");
        assertThat(server.statistics().count(RequestKind.JUDGE)).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNotClear() throws IOException {
        Files.writeString(calls, CALLS + "{\"messages\": 3}\n{}\n");

        Shell.Result broken = score(calls.toString(), "--scorer", "no_repeated_answer");
        Shell.Result nothing = score("--scorer", "no_repeated_answer");
        Shell.Result both = score("latest", "--experiment", "calls", "--scorer", "no_repeated_answer");

        assertThat(broken.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(broken.err()).contains("calls.jsonl:3: transcript 3:", "calls.jsonl:4: transcript 4:");
        assertThat(shell().run("runs", "list").out()).isEmpty();
        assertThat(nothing.err()).contains("name what is to be scored");
        assertThat(both.err()).contains("cannot be scored together with --experiment calls");
    }
}
