package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.testing.RecordingModel;
import dev.rehearsal.testing.ScriptedModel;
import dev.rehearsal.trust.JudgeCheck;
import dev.rehearsal.trust.ShippedTranscripts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCheckCommandTest {
    /** Prefers the first record whatever it is, and names the second turn whatever it is about. */
    private static final ScriptedModel JUDGE =
            ScriptedModel.answering(request -> request.call().detail().contains("/pair/")
                    ? "{\"rationale\":\"r\",\"better\":\"1\"}"
                    : "{\"rationale\":\"r\",\"turn\":2}");

    @TempDir
    private Path folder;

    private String recorded;

    @BeforeEach
    void recordAJudge() {
        Path file = folder.resolve("judge.jsonl");
        var client = new ModelClient(RecordingModel.of(JUDGE, file), ModelLimits.DEFAULT);
        JudgeCheck.of(client, RunConfig.DEFAULT.judgeParameters()).run(ShippedTranscripts.all());
        recorded = "recorded:/" + file;
    }

    @Test
    void showsTheHitRatesOfARecordedJudgeWithTheirIntervals() {
        Shell.Result result = new Shell().columns(140).run("judge", "check", "--judge-model", recorded);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("flaws planted in 6 good conversations, seed 1", "false alarms")
                .containsPattern("repeats_itself +6 +0 +0 +0 % \\(0 – 39\\) +6 ")
                .containsPattern("wrong_tool .*100 % \\(61 – 100\\)");
    }

    @Test
    void writesTheSameAsJson() {
        Shell.Result result =
                new Shell().run("judge", "check", "--judge-model", recorded, "--flaw", "wrong_tool", "--json");

        Attributes json = Attributes.parse(result.out());
        assertThat(json.get("transcripts")).contains(6);
        assertThat(json.toJson())
                .contains(
                        "\"flaw\":\"wrong_tool\"",
                        "\"pair\":{\"hits\":0,\"of\":6,\"share\":0.0",
                        "\"pair_guessed\":0.25");
    }

    @Test
    void takesTheConversationsOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("chats.jsonl"), """
                {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello!"}]}
                {"messages":[{"role":"user","content":"Bye"},{"role":"assistant","content":"See you!"}]}
                """);

        Shell.Result result = new Shell()
                .run(
                        "judge",
                        "check",
                        "--judge-model",
                        recorded,
                        "--transcripts",
                        file.toString(),
                        "--flaw",
                        "wrong_tool",
                        "--json");

        assertThat(result.out()).as(result.err()).contains("\"transcripts\":2", "\"not_planted\":2");
    }

    @Test
    void anUnknownFlawIsRefusedWithTheNearestName() {
        Shell.Result result = new Shell().run("judge", "check", "--judge-model", recorded, "--flaw", "wrong_tol");

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("wrong_tol", "did you mean 'wrong_tool'?");
    }

    @Test
    void aJudgeThatRepliesToNothingIsAFailure() {
        Shell.Result result = new Shell()
                .run("judge", "check", "--judge-model", recorded, "--seed", "2", "--flaw", "wrong_tool", "--json");

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out()).contains("\"failed\":6");
    }
}
