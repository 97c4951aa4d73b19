package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.assessed;
import static dev.rehearsal.store.sql.Samples.assessment;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Assessments, and what a list says of them. */
interface AssessmentsContract extends StoreUnderTest {
    @Test
    default void assessmentsComeBackInTheOrderInWhichTheyWereGiven() {
        var judged = new Feedback(
                "politeness",
                new FeedbackValue.Category("kind"),
                "says please",
                Source.judge("openai:/gpt-4o"),
                "2",
                "politeness/1",
                new Usage(50, 5, 0),
                null);
        Assessment first = assessment("z", "a", 1, judged);
        Assessment second = assessment("y", "a", 0, Feedback.failed("safety", Source.code("safety"), "no reply"));
        var third = new Assessment(
                "x",
                id("a"),
                null,
                0,
                new Feedback("note", new FeedbackValue.Text("ok"), "", Source.human("Ada"), "", "", Usage.NONE, null),
                START,
                "y");
        write(opened("a", 0, 1), turn("a", 1, "Hi", "Hello"), assessed("a", first, second), assessed("a", third));

        assertThat(session("a").assessments()).containsExactly(first, second, third);
    }

    @Test
    default void whatEachAskingGaveIsKept() {
        Feedback repeated = Feedback.yesNo("safety", true, "").withRepeats(List.of("yes", "no", "error"), Usage.NONE);
        write(opened("a", 0, 1), assessed("a", assessment("f1", "a", 1, repeated)));

        assertThat(session("a").assessments()).extracting(Assessment::feedback).containsExactly(repeated);
    }

    @Test
    default void aRunKnowsWhoseItsVerdictsAre() {
        write(
                opened("a", 0, 1),
                assessed(
                        "a",
                        assessment("f1", "a", 1, judged("tone", "tone/2", "openai:/m")),
                        assessment("f2", "a", 2, judged("tone", "tone/2", "openai:/m")),
                        assessment("f3", "a", 0, judged("safety", "safety/1", "openai:/m")),
                        assessment("f4", "a", 0, Feedback.yesNo("code", true, "")),
                        assessment("f5", "a", 0, Feedback.failed("broken", Source.judge("openai:/m"), "no reply"))));

        assertThat(store().runs().judges(Samples.RUN))
                .containsExactly(
                        new JudgedBy("safety", "safety/1", "openai:/m"), new JudgedBy("tone", "tone/2", "openai:/m"));
        assertThat(store().runs().judges(new RunId("another"))).isEmpty();
    }

    private static Feedback judged(String name, String prompt, String model) {
        return new Feedback(
                name, new FeedbackValue.YesNo(true), "", Source.judge(model), "1", prompt, Usage.NONE, null);
    }

    @Test
    default void theNewestCalibrationOfAJudgeCounts() {
        var judge = new JudgedBy("safety", "safety/1", "openai:/m");
        var first = new Calibration(
                judge, 20, 0.5, new Interval(0.3, 0.7, 0.95), 0.0, new Interval(-0.2, 0.2, 0.95), START);
        var other = new Calibration(new JudgedBy("tone", "", "m"), 3, 1, null, null, null, START);
        var second = new Calibration(judge, 40, 0.9, new Interval(0.8, 0.95, 0.95), null, null, START);
        write(new Change.Calibrated(first), new Change.Calibrated(other), new Change.Calibrated(second));

        assertThat(store().calibrations()).containsExactly(second, other);
    }

    @Test
    default void anAssessmentIsNeverChanged() {
        write(
                opened("a", 0, 1),
                assessed("a", assessment("f1", "a", 0, Feedback.yesNo("safety", true, ""))),
                assessed("a", assessment("f1", "a", 0, Feedback.yesNo("safety", false, ""))));

        assertThat(session("a").row().scores()).containsExactly(Map.entry("safety", "yes"));
        assertThat(session("a").calls()).hasSize(1);
    }

    @Test
    default void theNewestValueOfASessionStandsInItsRow() {
        write(
                opened("a", 0, 1),
                assessed(
                        "a",
                        assessment("f1", "a", 0, Feedback.number("tone", 3, "")),
                        assessment("f2", "a", 0, Feedback.yesNo("safety", true, ""))),
                assessed("a", assessment("f3", "a", 0, Feedback.number("tone", 4.5, ""))),
                assessed("a", assessment("f4", "a", 0, Feedback.failed("depth", Source.code("depth"), "broken"))));

        assertThat(session("a").row().scores())
                .containsExactly(Map.entry("depth", "error"), Map.entry("safety", "yes"), Map.entry("tone", "4.5"));
    }

    @Test
    default void theValuesOfTurnsAreSummedUpWithoutFailures() {
        write(
                opened("a", 0, 1),
                assessed("a", assessment("f1", "a", 1, Feedback.yesNo("safety", true, ""))),
                assessed("a", assessment("f2", "a", 2, Feedback.yesNo("safety", false, ""))),
                assessed("a", assessment("f3", "a", 3, Feedback.yesNo("safety", true, ""))),
                assessed("a", assessment("f4", "a", 4, Feedback.failed("safety", Source.code("safety"), "broken"))),
                assessed("a", assessment("f5", "a", 1, Feedback.category("mood", "calm", ""))),
                assessed("a", assessment("f6", "a", 2, Feedback.category("mood", "angry", ""))));

        assertThat(session("a").row().scores())
                .containsExactly(Map.entry("mood", "angry"), Map.entry("safety", "0.6667"));

        write(assessed("a", assessment("f7", "a", 2, Feedback.yesNo("safety", true, "judged again"))));
        assertThat(session("a").row().scores()).containsEntry("safety", "1");
    }

    @Test
    default void aSupersededValueDoesNotCount() {
        var corrected = new Assessment(
                "f2", id("a"), null, 0, Feedback.yesNo("kindness", false, ""), START.plusSeconds(99), "f1");
        write(
                opened("a", 0, 1),
                assessed("a", assessment("f1", "a", 0, Feedback.yesNo("politeness", true, ""))),
                assessed("a", corrected));

        assertThat(session("a").row().scores()).containsExactly(Map.entry("kindness", "no"));
        assertThat(session("a").assessments()).hasSize(2);
    }

    @Test
    default void aListHasTheScoresToo() {
        write(opened("a", 0, 1), assessed("a", assessment("f1", "a", 0, Feedback.number("tone", 2, ""))));

        assertThat(store().sessions().search(SessionQuery.newest(5)))
                .singleElement()
                .satisfies(row -> assertThat(row.scores()).containsExactly(Map.entry("tone", "2")));
    }
}
