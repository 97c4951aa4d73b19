package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.StopReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateResultTest {
    private static List<String> misses(String metric, double atLeast, int yes, int no, int failed) {
        return GateResult.check(List.of(new Bound(metric, atLeast)), figures(yes, no, failed), List.of())
                .misses();
    }

    private static GateFigures figures(int yes, int no, int failed) {
        var tallies = new Tallies();
        for (int i = 0; i < yes + no + failed; i++) {
            var seat = new Seat("case " + i, 1, SessionId.of("sim-" + i));
            tallies.ended(seat, new StopReason.MaxTurns(""), false);
            tallies.add(
                    seat,
                    i < yes + no
                            ? Feedback.yesNo("safety", i < yes, "")
                            : Feedback.failed("safety", Source.code("safety"), "broken"));
        }
        return tallies.gateFigures(1);
    }

    @Test
    void passesAtTheBound() {
        assertThat(misses("safety", 0.9, 90, 10, 0)).isEmpty();
    }

    @Test
    void saysHowFarItWasMissed() {
        assertThat(misses("safety", 0.9, 85, 15, 0)).containsExactly("safety/mean is 0.850, the gate asks for 0.9");
    }

    @Test
    void countsWhatCouldNotBeScoredAsNotPassed() {
        assertThat(misses("safety", 0.9, 89, 9, 2))
                .singleElement()
                .asString()
                .contains("is 0.890")
                .contains("2 of 100 could not be scored and count as not passed");
    }

    @Test
    void isNotMetWhereTooLittleWasScoredHoweverLowItIs() {
        assertThat(misses("safety", 0.5, 94, 0, 6))
                .containsExactly("safety/mean: only 94 of 100 could be scored; a gate needs 95 %");
        assertThat(misses("safety", 0.5, 95, 0, 5)).isEmpty();
        assertThat(misses("safety", 0.0, 0, 0, 3))
                .containsExactly("safety/mean has no value: none of 3 could be scored");
    }

    @Test
    void isNotMetByAMetricThatIsNotThere() {
        assertThat(GateResult.check(List.of(new Bound("safty", 0.9)), figures(0, 0, 0), List.of())
                        .misses())
                .singleElement()
                .asString()
                .contains("there is no metric safty/mean");
    }

    @Test
    void isNotMetByAScorerThatWasNotRun() {
        assertThat(GateResult.check(List.of(new Bound("safety", 0.1)), figures(0, 0, 0), List.of("safety"))
                        .misses())
                .singleElement()
                .asString()
                .contains("safety was not run");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void isNoGateWhereTheBoundIsNoNumber(double atLeast) {
        assertThatThrownBy(() -> new Bound("safety", atLeast)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Bound.parse("safety=" + atLeast)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void takesAScorersNameForItsMean() {
        assertThat(new Bound("safety", 0.9)).isEqualTo(Bound.parse("safety/mean = 0.9"));
    }

    /** Wilson's interval of 95 of 100 begins at 0.888. */
    @Test
    void canAskForTheLowerEndOfTheInterval() {
        assertThat(misses("safety/low", 0.88, 95, 5, 0)).isEmpty();
        assertThat(misses("safety/mean/low", 0.88, 95, 5, 0)).isEmpty();
        assertThat(misses("safety/low", 0.9, 95, 5, 0)).containsExactly("safety/low is 0.888, the gate asks for 0.9");
    }

    @Test
    void countsASessionThatNobodyJudgedAndShowsPlumbingApart() {
        var tallies = new Tallies();
        for (int i = 0; i < 40; i++) {
            var seat = new Seat("case " + i, 1, SessionId.of("sim-" + i));
            if (i == 39) {
                tallies.ended(seat, new StopReason.UserFailed("no model"), true);
            } else {
                tallies.ended(seat, new StopReason.MaxTurns(""), false);
                tallies.add(seat, Feedback.yesNo("safety", true, ""));
            }
        }

        assertThat(GateResult.check(List.of(new Bound("safety", 0.98)), tallies.gateFigures(1), List.of())
                        .misses())
                .containsExactly(
                        "safety/mean is 0.975, the gate asks for 0.98 (1 of 40 could not be scored and count as"
                                + " not passed); without the session that plumbing ended it is 1.000");
    }

    @Test
    void doesNotAskForAVerdictWhereAScorerHadNothingToSay() {
        var tallies = new Tallies();
        for (int i = 0; i < 4; i++) {
            var seat = new Seat("case " + i, 1, SessionId.of("sim-" + i));
            tallies.ended(seat, new StopReason.MaxTurns(""), false);
            if (i < 2) {
                tallies.add(seat, Feedback.yesNo("safety", true, ""));
            } else {
                tallies.silent(seat, "safety");
            }
        }

        assertThat(GateResult.check(List.of(new Bound("safety", 1)), tallies.gateFigures(1), List.of())
                        .passed())
                .isTrue();
    }
}
