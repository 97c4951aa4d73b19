package dev.rehearsal.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesNumbersTest {
    @Test
    void givesEqualNumbersTheSameTypeWhateverWroteThem() {
        assertThat(List.of(kept((short) 5), kept(5L), kept(BigInteger.valueOf(5))))
                .containsOnly(5);
        assertThat(List.of(kept(5_000_000_000L), kept(BigInteger.valueOf(5_000_000_000L))))
                .containsOnly(5_000_000_000L);
        assertThat(List.of(kept(0.1), kept(0.1f), kept(new BigDecimal("0.10")))).containsOnly(0.1);
        assertThat(kept(new BigDecimal("0.12345678901234567890"))).isEqualTo(new BigDecimal("0.12345678901234567890"));
        assertThat(kept(new BigDecimal("123456789012345678901"))).isEqualTo(new BigInteger("123456789012345678901"));
    }

    @Test
    void readsBackTheNumbersItWrote() {
        for (Number number :
                List.of(7, -7L, 1e300, 5.0, 1.5e15, new BigDecimal("1e400"), new BigInteger("9".repeat(40)))) {
            Attributes attributes = Attributes.of("n", number);
            assertThat(Attributes.parse(attributes.toJson())).isEqualTo(attributes);
        }
    }

    @Test
    void refusesNumbersThatJsonDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of("n", Double.NaN))
                .withMessageContaining("use a finite number");
    }

    private static Object kept(Number number) {
        return Attributes.of("n", number).get("n").orElseThrow();
    }
}
