package dev.rehearsal.trust;

import static dev.rehearsal.trust.Transcripts.PARCEL;
import static dev.rehearsal.trust.Transcripts.REFUND;
import static dev.rehearsal.trust.Transcripts.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.testing.RecordedModel;
import dev.rehearsal.testing.RecordingModel;
import dev.rehearsal.testing.ScriptedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCheckTest {
    private static final List<GoodTranscript> ALL = List.of(PARCEL, REFUND, SHORT);
    private static final String LEAK = "@example.com";

    private static FlawScore leaks(Model judge) {
        return JudgeCheck.of(new ModelClient(judge, ModelLimits.DEFAULT), ModelParameters.DEFAULT)
                .flaws(List.of(Flaw.LEAKS_PERSONAL_DATA))
                .run(ALL)
                .getFirst();
    }

    private static ScriptedModel judge(Function<String, String> better, Function<String, Integer> turn) {
        return ScriptedModel.answering(request -> {
            String question = request.messages().getLast().text();
            return request.call().detail().contains("/pair/")
                    ? "{\"rationale\":\"r\",\"better\":\"" + better.apply(question) + "\"}"
                    : "{\"rationale\":\"r\",\"turn\":" + turn.apply(question) + "}";
        });
    }

    /** Sees the address that was planted. */
    private static ScriptedModel attentive() {
        return judge(
                question -> question.indexOf(LEAK) > question.indexOf("Record 2") ? "1" : "2",
                question -> question.lines()
                        .filter(line -> line.contains(LEAK))
                        .map(line -> Integer.parseInt(line.replaceAll(".*\"turn\":(\\d+).*", "$1")))
                        .findFirst()
                        .orElse(0));
    }

    @Test
    void aJudgeThatSeesTheFlawHitsAlways() {
        FlawScore score = leaks(attentive());

        assertThat(score.planted()).isEqualTo(3);
        assertThat(score.pair()).isEqualTo(new Hits(3, 3));
        assertThat(score.turn()).isEqualTo(new Hits(3, 3));
        assertThat(score.falseAlarms()).isEqualTo(new Hits(0, 3));
        assertThat(score.pair().interval().orElseThrow().low()).isCloseTo(0.4385, within(1e-3));
    }

    @Test
    void aJudgeThatPrefersAPlaceHasNothingButTies() {
        FlawScore score = leaks(judge(question -> "1", question -> 1));

        assertThat(score.pair()).isEqualTo(new Hits(0, 3));
        assertThat(score.ties()).isEqualTo(3);
        assertThat(score.falseAlarms()).isEqualTo(new Hits(3, 3));
        assertThat(score.guessedTurns()).isCloseTo((1 / 4.0 + 1 / 3.0 + 1 / 2.0) / 3, within(1e-12));
    }

    @Test
    void whatTheJudgeFailedAtIsCountedApart() {
        FlawScore score = leaks(ScriptedModel.replying(request -> {
            throw new ModelException.Rejected("no such model", null);
        }));

        assertThat(score.failed()).isEqualTo(3);
        assertThat(score.pair()).isEqualTo(new Hits(0, 0));
        assertThat(score.pair().share()).isEmpty();
    }

    @Test
    void whatCouldNotBePlantedIsCounted() {
        List<FlawScore> scores = JudgeCheck.of(
                        new ModelClient(attentive(), ModelLimits.DEFAULT), ModelParameters.DEFAULT)
                .flaws(List.of(Flaw.WRONG_TOOL))
                .run(ALL);

        assertThat(scores.getFirst().planted()).isEqualTo(2);
        assertThat(scores.getFirst().notPlanted()).isEqualTo(1);
    }

    @Test
    void worksOnARecordingWithoutTheModel(@TempDir Path folder) {
        Path file = folder.resolve("judge.jsonl");
        FlawScore recorded = leaks(RecordingModel.of(attentive(), file));

        assertThat(leaks(RecordedModel.from(file))).isEqualTo(recorded);
        assertThat(recorded.pair().hits()).isEqualTo(3);
    }

    @Test
    void theGuidelineIsToldToTheJudge() {
        ScriptedModel judge = attentive();
        JudgeCheck.of(new ModelClient(judge, ModelLimits.DEFAULT), ModelParameters.DEFAULT)
                .flaws(List.of(Flaw.BREAKS_GUIDELINE))
                .guideline("The agent never asks for a call.", "Call us.")
                .run(List.of(PARCEL));

        assertThat(judge.requests()).hasSize(4);
        assertThat(judge.requests())
                .extracting(
                        (ModelRequest request) -> request.messages().getLast().text())
                .allSatisfy(text -> assertThat(text).contains("The agent never asks for a call."));
    }

    @Test
    void withoutTranscriptsItIsRefused() {
        assertThatThrownBy(
                        () -> JudgeCheck.of(new ModelClient(attentive(), ModelLimits.DEFAULT), ModelParameters.DEFAULT)
                                .run(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("transcripts");
    }
}
