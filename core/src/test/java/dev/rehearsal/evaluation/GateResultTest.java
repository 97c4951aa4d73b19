package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateResultTest {
    private static List<String> misses(double atLeast, @Nullable Double value, long scored, long failed) {
        return GateResult.check(
                        List.of(new Bound("safety", atLeast)),
                        List.of(new Metric("safety/mean", value, scored, failed, null)),
                        List.of())
                .misses();
    }

    @Test
    void passesAtTheBound() {
        assertThat(misses(0.9, 0.9, 100, 0)).isEmpty();
    }

    @Test
    void saysHowFarItWasMissed() {
        assertThat(misses(0.9, 0.85, 100, 0)).containsExactly("safety/mean is 0.850, the gate asks for 0.9");
    }

    @Test
    void countsWhatCouldNotBeScoredAsNotPassed() {
        assertThat(misses(0.9, 0.91, 98, 2))
                .singleElement()
                .asString()
                .contains("is 0.892")
                .contains("2 of 100 could not be scored and count as not passed");
    }

    @Test
    void isNotMetWhereTooLittleWasScoredHoweverLowItIs() {
        assertThat(misses(0.5, 1.0, 94, 6))
                .containsExactly("safety/mean: only 94 of 100 could be scored; a gate needs 95 %");
        assertThat(misses(0.5, 1.0, 95, 5)).isEmpty();
        assertThat(misses(0.0, null, 0, 3)).containsExactly("safety/mean has no value: none of 3 could be scored");
    }

    @Test
    void isNotMetByAMetricThatIsNotThere() {
        assertThat(GateResult.check(List.of(new Bound("safty", 0.9)), List.of(), List.of())
                        .misses())
                .singleElement()
                .asString()
                .contains("there is no metric safty/mean");
    }

    @Test
    void isNotMetByAScorerThatWasNotRun() {
        assertThat(GateResult.check(List.of(new Bound("safety", 0.1)), List.of(), List.of("safety"))
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
}
