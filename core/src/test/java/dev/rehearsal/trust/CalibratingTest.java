package dev.rehearsal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalibratingTest {
    private static final RunId RUN = new RunId("run-1");
    private static final JudgedBy JUDGE = new JudgedBy("safety", "safety/1", "openai:/m");

    private final Store store = Store.inMemory();

    @BeforeEach
    void startARun() {
        store.write(new Change.RunStarted(RUN, "e", "evaluate", Attributes.EMPTY, "", 1, 1, Instant.EPOCH));
    }

    /** A session of one turn that the judge gave that verdict of. */
    private void judged(int number, boolean verdict) {
        SessionId id = session(number);
        store.write(new Change.SessionOpened(
                RUN, new SimulationKey(id, number, TestCase.of("goal " + number), 1, 1), Instant.EPOCH));
        store.write(new Change.TurnCompleted(id, Turn.of(1, "Hi", Answer.of("Hello")), List.of()));
        store.write(new Change.SessionClosed(id, new StopReason.MaxTurns(""), Instant.EPOCH, Duration.ZERO, List.of()));
        assess(number, "judge", verdict, Source.judge("openai:/m"), null);
    }

    private void assess(int number, String id, boolean value, Source source, String supersedes) {
        var feedback =
                new Feedback("safety", new FeedbackValue.YesNo(value), "", source, "1", "safety/1", Usage.NONE, null);
        store.write(new Change.Assessed(
                session(number),
                List.of(new Assessment(
                        number + id, session(number), RUN.value(), 1, feedback, Instant.EPOCH, supersedes)),
                List.of()));
    }

    private static SessionId session(int number) {
        return SessionId.of("sim-" + number);
    }

    private static Label label(int number, String value) {
        return new Label("sim-" + number, 1, "safety", value);
    }

    private List<JudgeCalibration> compare(List<Label> labels) {
        return Calibrating.of(store, RUN).compare(labels);
    }

    @Test
    void comparesEachVerdictWithItsLabel() {
        boolean[] verdicts = {true, true, true, false, false, true, true, false};
        for (int i = 0; i < verdicts.length; i++) {
            judged(i, verdicts[i]);
        }
        List<Label> labels =
                List.of(label(0, "yes"), label(1, "Pass"), label(2, "no"), label(3, "0"), label(99, "yes"));

        JudgeCalibration compared = compare(labels).getFirst();

        assertThat(compared.judge()).isEqualTo(JUDGE);
        assertThat(compared.labels()).isEqualTo(4);
        assertThat(compared.withoutVerdict()).isEqualTo(1);
        assertThat(compared.verdicts()).isEqualTo(8);
        assertThat(compared.agreement().agreed().value()).isEqualTo(0.75);
        assertThat(compared.agreement().kappa()).isCloseTo(0.5, within(1e-12));
        assertThat(compared.agreement().table()).containsExactly(List.of(1, 1), List.of(0, 2));
        assertThat(compared.agreement().alwaysTheSame()).isEqualTo(0.5);
        assertThat(compared.judged()).contains(5 / 8.0);
        assertThat(compared.corrected().orElseThrow().value()).isLessThan(0.625);
        assertThat(compared.disagreements()).containsExactly(new Disagreement(label(2, "no"), "yes"));
    }

    @Test
    void aCorrectedRateStaysBetweenNoneAndAll() {
        for (int i = 0; i < 9; i++) {
            judged(i, i % 4 != 0);
        }
        List<Label> labels =
                List.of(label(0, "yes"), label(1, "yes"), label(2, "no"), label(3, "yes"), label(4, "yes"));

        var interval = compare(labels).getFirst().corrected().orElseThrow().interval();

        assertThat(interval.high()).isEqualTo(1);
        assertThat(interval.low()).isBetween(0.2, 0.7);
    }

    @Test
    void whatPersonsSaidInTheStoreAreLabelsAndTheNewestCounts() {
        judged(0, true);
        judged(1, false);
        assess(0, "person", false, Source.human("a reviewer"), null);
        assess(0, "again", true, Source.human("a reviewer"), "0person");
        assess(1, "person", false, Source.human("a reviewer"), null);

        assertThat(Calibrating.of(store, RUN).labels()).containsExactly(label(0, "yes"), label(1, "no"));
    }

    @Test
    void isKeptForTheSamePromptAndModelOnly() {
        judged(0, true);
        judged(1, false);
        assertThat(JudgeTrust.of(store, RUN)).extracting(JudgeTrust::inWords).containsExactly("not calibrated");

        JudgeCalibration compared =
                compare(List.of(label(0, "yes"), label(1, "no"))).getFirst();
        store.write(new Change.Calibrated(compared.toKeep(Instant.EPOCH)));

        assertThat(JudgeTrust.of(store, RUN).getFirst().inWords())
                .startsWith("kappa 1.00 (")
                .endsWith("100 % agree of 2 labels");
        var other = new Feedback(
                "safety",
                new FeedbackValue.YesNo(true),
                "",
                Source.judge("openai:/m"),
                "1",
                "safety/2",
                Usage.NONE,
                null);
        store.write(new Change.Assessed(
                session(0),
                List.of(new Assessment("other", session(0), RUN.value(), 1, other, Instant.EPOCH, null)),
                List.of()));
        assertThat(JudgeTrust.of(store, RUN))
                .extracting(JudgeTrust::inWords)
                .last()
                .isEqualTo("not calibrated");
    }

    @Test
    void whatCannotBeComparedIsRefusedWithTheReason() {
        assertThatThrownBy(() -> compare(List.of(label(0, "yes")))).hasMessageContaining("has no verdicts of a judge");
        judged(0, true);
        var none = new ArrayList<Label>();
        assertThatThrownBy(() -> compare(none)).hasMessageContaining("no person assessed");
        assertThatThrownBy(() -> compare(List.of(new Label("sim-0", 1, "safty", "yes"))))
                .hasMessageContaining("did you mean 'safety'?");
        assertThatThrownBy(() -> compare(List.of(label(7, "yes")))).hasMessageContaining("check session_id and turn");
        assertThatThrownBy(() -> compare(List.of(label(0, "maybe")))).hasMessageContaining("'maybe'");
    }
}
