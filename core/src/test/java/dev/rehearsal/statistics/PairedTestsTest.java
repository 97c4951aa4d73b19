package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PairedTestsTest {
    /** statsmodels' {@code mcnemar(exact=True)} */
    @Test
    void testsPairsOfYesAndNo() {
        for (JsonNode each : Reference.all("mcnemar")) {
            int better = each.get("better").intValue();
            int worse = each.get("worse").intValue();
            assertThat(new McNemar(better, worse, better + worse + 10).pValue())
                    .isCloseTo(each.get("p").doubleValue(), within(1e-9));
        }
        assertThat(new McNemar(0, 0, 10).pValue()).isEqualTo(1);
    }

    /** The worked example of Fagerland, Lydersen and Laake (2014), airway hyper-responsiveness: -0.508 to -0.013, p 0.0703. */
    @Test
    void givesTheDifferenceAnInterval() {
        var pairs = new McNemar(1, 7, 21);
        assertThat(pairs.difference()).isCloseTo(-0.286, within(5e-4));
        assertThat(pairs.interval().low()).isCloseTo(-0.508, within(5e-4));
        assertThat(pairs.interval().high()).isCloseTo(-0.013, within(5e-4));
        assertThat(pairs.pValue()).isCloseTo(0.0703, within(5e-5));
    }

    /** SciPy's {@code permutation_test}: all patterns where few differ, else 200,000 drawn. */
    @Test
    void flipsSigns() {
        for (JsonNode each : Reference.all("sign_flip")) {
            double p = SignFlip.pValue(Reference.numbers(each.get("differences")), 11);
            assertThat(p)
                    .isCloseTo(
                            each.get("p").doubleValue(),
                            within(each.get("exact").booleanValue() ? 1e-12 : 0.01));
        }
    }

    @Test
    void findsNothingWhereNothingDiffers() {
        assertThat(SignFlip.pValue(new double[] {0, 0, 0}, 1)).isEqualTo(1);
        assertThat(SignFlip.pValue(new double[0], 1)).isEqualTo(1);
    }

    /** statsmodels' {@code multipletests(method='holm')} */
    @Test
    void raisesPValuesOfManyTests() {
        JsonNode given = Reference.of("holm");
        double[] adjusted = Holm.adjust(Reference.numbers(given.get("p")));
        double[] expected = Reference.numbers(given.get("adjusted"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted[i]).isCloseTo(expected[i], within(1e-12));
        }
    }
}
