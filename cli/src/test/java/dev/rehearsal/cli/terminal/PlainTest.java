package dev.rehearsal.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void showsWhatWouldMoveTheCursor() {
        assertThat(Plain.text("a\u001b[2Jb\u0007\u007f\u009b1m\rc")).isEqualTo("a␛[2Jb␇␡\ufffd1m␍c");
    }

    @Test
    void showsWhatWouldTurnTheOrder() {
        assertThat(Plain.text("pay \u202e001\u202c \u2066x\u2069"))
                .doesNotContain("\u202e", "\u202c", "\u2066", "\u2069");
        assertThat(Plain.text("مرحبا\u200f بك, שלום")).isEqualTo("مرحبا\u200f بك, שלום");
    }

    @Test
    void keepsLinesAndEverythingThatIsHarmless() {
        String text = "Grüße, 你好 👩‍💻\n\tsecond line";

        assertThat(Plain.text(text)).isSameAs(text);
        assertThat(Plain.text("a\r\nb")).isEqualTo("a\nb");
        assertThat(Plain.line("  a \n b\u2028c ")).isEqualTo("a b\ufffdc");
    }

    @Test
    void escapesInJsonWithoutChangingIt() {
        String json = Attributes.of("text", "a\u009b\u202e\u2028\u001b\u007f").toJson();

        String escaped = Plain.json(json);

        assertThat(escaped.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(Attributes.parse(escaped)).isEqualTo(Attributes.parse(json));
    }
}
