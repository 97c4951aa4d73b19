package dev.rehearsal.agents.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void splitsAtBlanksOutsideOfQuotes() {
        assertThat(CommandWords.split(" python3  my\\agent.py --name 'A B' \"it's\" '' $HOME x\"y z\" "))
                .containsExactly("python3", "my\\agent.py", "--name", "A B", "it's", "", "$HOME", "xy z");
    }

    @Test
    void refusesAnOpenQuote() {
        assertThatThrownBy(() -> CommandWords.split("a 'b")).hasMessageContaining("not closed");
    }
}
