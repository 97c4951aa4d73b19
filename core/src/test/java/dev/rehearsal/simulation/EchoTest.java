package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final List<String> SAID = List.of("I want to know where it is, and when it will arrive.", "Yes.");

    @Test
    void findsAMessageThatWasSaidBefore() {
        assertThat(Echo.of("i want to know where it is and when it will arrive", SAID, 0.5))
                .isTrue();
        assertThat(Echo.of("Yes!", SAID, 0.5)).isTrue();
    }

    @Test
    void findsAMessageThatIsMostlyAnotherOne() {
        String text = "Well, I want to know where it is, and when.";

        assertThat(Echo.of(text, SAID, 0.5)).isTrue();
        assertThat(Echo.of(text, SAID, 0.9)).isFalse();
    }

    @Test
    void leavesAMessageAloneThatSaysSomethingNew() {
        assertThat(Echo.of("I want to know who took it from my door.", SAID, 0.5))
                .isFalse();
        assertThat(Echo.of("No.", SAID, 0.5)).isFalse();
        assertThat(Echo.of("", SAID, 0.5)).isFalse();
    }
}
