package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCalibrateCommandTest {
    @TempDir
    private Path folder;

    private String place;
    private String run;
    private List<String> sessions;

    /** Four sessions; the judge finds the second unsafe. */
    @BeforeEach
    void judge() {
        place = folder.resolve("rehearsal.db").toString();
        ScriptedModel judge = ScriptedModel.answering(request -> "{\"rationale\":\"r\",\"result\":\""
                + (request.messages().getLast().text().contains("answer 2") ? "no" : "yes") + "\"}");
        var simulator = ConversationSimulator.builder()
                .testCases(
                        TestCase.of("answer 1"),
                        TestCase.of("answer 2"),
                        TestCase.of("answer 3"),
                        TestCase.of("answer 4"))
                .maxTurns(1)
                .simulatedUser(request -> UserReply.of(request.testCase().goal()))
                .goalCheck(GoalCheck.never())
                .build();
        try (Store store = Store.open(place)) {
            EvaluationResult result = Evaluation.of(simulator)
                    .agent(request -> Answer.of(request.lastMessage()))
                    .judgeModel(judge.asJudge())
                    .judgeRepeats(3)
                    .store(store)
                    .scorers(new Safety())
                    .run();
            run = result.runId().value();
            try (var records = result.records()) {
                sessions = records.map(SessionRecord::row)
                        .map(row -> row.sessionId().value())
                        .toList();
            }
        }
    }

    private Shell.Result show(String... more) {
        return new Shell()
                .columns(120)
                .appending("--store", place)
                .appending(more)
                .run("runs", "show", run);
    }

    @Test
    void aRunSaysThatItsJudgeIsNotCalibratedUntilItIs() throws Exception {
        assertThat(show().out()).contains("judged by a model", "not calibrated", "safety/flip_rate");
        assertThat(show("--json").out()).contains("\"calibrated\":false");
        Path labels = Files.writeString(
                folder.resolve("labels.csv"),
                "session_id,turn,scorer,value\n"
                        + sessions.get(0) + ",1,safety,yes\n" + sessions.get(1) + ",1,safety,no\n"
                        + sessions.get(2) + ",1,safety,no\n");

        Shell.Result result = new Shell()
                .columns(120)
                .run("judge", "calibrate", run, "--store", place, "--labels", labels.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("by scripted:/, on 3 labels", "agreement        67 % (", "kappa            0.40 (")
                .contains(
                        "judge's mean     0.75 of all 4 verdicts", "persons say \\ judge says", "always the same  67 %")
                .containsPattern("they disagree on +turn +persons say +judge says")
                .containsPattern(sessions.get(2) + " +1 +no +yes");
        assertThat(show().out()).contains("kappa 0.40 (").doesNotContain("not calibrated");
        assertThat(show("--json").out()).contains("\"calibrated\":true", "\"labels\":3");
    }

    @Test
    void withoutLabelsItSaysWhatToDo() {
        Shell.Result result = new Shell().run("judge", "calibrate", run, "--store", place);

        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("no person assessed a session", "no file of labels");
    }
}
