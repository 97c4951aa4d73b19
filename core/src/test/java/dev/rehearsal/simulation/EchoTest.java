package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final List<String> SAID = List.of("I want to know where it is, and when it will arrive.", "Yes.");

    @Test
    void findsAMessageThatWasSaidBefore() {
        assertThat(Echo.of("i want to know where it is and when it will arrive", SAID))
                .isTrue();
        assertThat(Echo.of("Yes!", SAID)).isTrue();
    }

    @Test
    void findsAMessageThatIsMostlyAnotherOne() {
        assertThat(Echo.of("Well, I want to know where it is, and when.", SAID)).isTrue();
    }

    @Test
    void leavesAMessageAloneThatSaysSomethingNew() {
        assertThat(Echo.of("I want to know who took it from my door.", SAID)).isFalse();
        assertThat(Echo.of("No.", SAID)).isFalse();
        assertThat(Echo.of("", SAID)).isFalse();
    }
}
