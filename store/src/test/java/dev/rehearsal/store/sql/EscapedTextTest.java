package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "取消订阅 🎉", "\uFFFE\uFFFF", "\\u0000"})
    void leavesProperTextAsItIs(String text) {
        assertThat(EscapedText.escape(text)).isSameAs(text);
        assertThat(EscapedText.unescape(text)).isSameAs(text);
    }

    @Test
    void writesWhatIsNoCharacterInDigits() {
        assertThat(EscapedText.escape("a\0b\uD83Cc\uDF89\uFDD0"))
                .isEqualTo("a\uFDD00000b\uFDD0d83cc\uFDD0df89\uFDD0fdd0");
    }

    @Test
    void givesEveryTextBack() {
        var random = new Random(20261125);
        char[] odd = {0, 'a', '0', '\uFDD0', '\uD83C', '\uDF89', '\uDFFF', '\uD800', '取'};
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(odd[random.nextInt(odd.length)]);
            }
            String escaped = EscapedText.escape(text.toString());

            assertThat(escaped.chars().anyMatch(c -> c == 0)).isFalse();
            assertThat(escaped.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isFalse();
            assertThat(EscapedText.unescape(escaped)).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFDD0", "a\uFDD000", "\uFDD0zzzz", "\uFDD0-001"})
    void leavesWhatSomebodyElseWroteSoAsItIs(String text) {
        assertThat(EscapedText.unescape(text)).isEqualTo(text);
    }
}
