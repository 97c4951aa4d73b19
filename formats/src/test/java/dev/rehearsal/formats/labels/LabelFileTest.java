package dev.rehearsal.formats.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.trust.Label;
import org.junit.jupiter.api.Test;

class LabelFileTest {
    @Test
    void readsLabelsOfTurnsAndSessions() {
        assertThat(LabelFile.parse(
                        "l.csv", "\uFEFFsession_id,turn,scorer,value\nsim-1,2,safety,yes\nsim-2,,tone,\"a, b\"\n"))
                .containsExactly(new Label("sim-1", 2, "safety", "yes"), new Label("sim-2", 0, "tone", "a, b"));
    }

    @Test
    void theTurnMayBeLeftOutAndSemicolonsMaySeparate() {
        assertThat(LabelFile.parse("l.csv", "scorer;session_id;value\r\nsafety;sim-1;no\r\n"))
                .containsExactly(new Label("sim-1", 0, "safety", "no"));
    }

    @Test
    void everyFaultIsNamedWithItsRow() {
        assertThatThrownBy(() -> LabelFile.parse("l.csv", """
                        session_id,turn,scorer,value
                        sim-1,0x,safety,yes
                        sim-1,1,safety,
                        sim-2,1,safety,no
                        sim-2,1,safety,yes
                        sim-3,1
                        """))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "row 2", "'0x'", "row 3", "cannot be blank", "row 5", "the same as row 4", "row 6", "2 cells");
    }

    @Test
    void columnsThatAreMissingOrNotKnownAreNamed() {
        assertThatThrownBy(() -> LabelFile.parse("l.csv", "session,scorer,value,valu\n"))
                .hasMessageContainingAll("'session_id' is missing", "'valu' is not known", "did you mean 'value'?");
        assertThatThrownBy(() -> LabelFile.parse("l.csv", "")).hasMessageContaining("is empty");
    }
}
