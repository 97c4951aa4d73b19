package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastWordTest {
    @Test
    void readsAMarkAndLeavesItOut() {
        assertThat(LastWord.read(" Lovely, thanks! [leaves satisfied]"))
                .isEqualTo(UserReply.satisfied("Lovely, thanks!"));
        assertThat(LastWord.read("waste of time. [gives up]")).isEqualTo(UserReply.givesUp("waste of time."));
    }

    @Test
    void believesOneWhoSaysThatTheyGiveUp() {
        assertThat(LastWord.read("I'm giving up.")).isEqualTo(UserReply.givesUp("I'm giving up."));
    }

    @Test
    void readsAMarkThatWasCut() {
        assertThat(LastWord.read("That is all. [leaves sat")).isEqualTo(UserReply.satisfied("That is all."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thank you, bye!",
                "Goodbye.",
                "Great. Have a nice day!",
                "No, thank you.",
                "No, that's all.",
                "I'm done, thank you."
            })
    void takesAShortGoodbyeForTheLastWord(String text) {
        assertThat(LastWord.read(text)).isEqualTo(UserReply.satisfied(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bye? I am not done yet!",
                "Thank you.",
                "I said bye to my old phone and need a new contract now."
            })
    void goesOnWhereNothingSaysOtherwise(String text) {
        assertThat(LastWord.read(text)).isEqualTo(UserReply.of(text));
    }

    @Test
    void leavesOtherBracketsOut() {
        assertThat(LastWord.read("It is [order number] 7.")).isEqualTo(UserReply.of("It is 7."));
    }
}
