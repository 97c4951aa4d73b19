package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    /** statsmodels' {@code cohens_kappa} with its standard error. */
    @Test
    void givesKappaItsInterval() {
        for (JsonNode each : Reference.all("kappa")) {
            JsonNode table = each.get("table");
            int[][] counts = new int[table.size()][table.size()];
            for (int i = 0; i < counts.length; i++) {
                for (int j = 0; j < counts.length; j++) {
                    counts[i][j] = table.get(i).get(j).intValue();
                }
            }
            Agreement agreement = Agreement.of(List.of("a", "b", "c").subList(0, counts.length), counts);
            double kappa = each.get("kappa").doubleValue();
            double margin = 1.959963984540054 * each.get("error").doubleValue();
            assertThat(agreement.kappa()).isCloseTo(kappa, within(1e-9));
            assertThat(agreement.kappaInterval().low()).isCloseTo(Math.max(-1, kappa - margin), within(1e-9));
            assertThat(agreement.kappaInterval().high()).isCloseTo(Math.min(1, kappa + margin), within(1e-9));
        }
    }

    @Test
    void countsWhoSaidWhat() {
        Agreement agreement =
                Agreement.of(List.of("yes", "yes", "no", "yes", "no"), List.of("yes", "no", "no", "yes", "yes"));
        assertThat(agreement.categories()).containsExactly("no", "yes");
        assertThat(agreement.table()).containsExactly(List.of(1, 1), List.of(1, 2));
        assertThat(agreement.agreed()).isEqualTo(new Rate(3, 5));
        assertThat(agreement.firstRate("yes")).isEqualTo(0.6);
        assertThat(agreement.secondRate("no")).isEqualTo(0.4);
        assertThat(agreement.alwaysTheSame()).isEqualTo(0.6);
    }

    @Test
    void hasNoKappaWhereBothAlwaysSaidTheSame() {
        Agreement agreement = Agreement.of(List.of("yes", "yes"), List.of("yes", "yes"));
        assertThat(agreement.agreed().value()).isEqualTo(1);
        assertThat(agreement.kappa()).isNull();
        assertThat(agreement.kappaInterval()).isNull();
    }
}
