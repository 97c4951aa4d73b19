package dev.rehearsal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final String NOTE = "[… 10000 characters, of which the midst is left out here …]";

    @Test
    void leavesShortTextsAlone() {
        assertThat(Excerpt.of("short", 5)).isEqualTo("short");
        ToolCall call = ToolCall.of("1", "find", "{}").withResult("found");
        assertThat(Excerpt.of(call, 5)).isSameAs(call);
    }

    @Test
    void keepsBeginningAndEndAndSaysHowLongItWas() {
        String text = "begin" + "x".repeat(9_992) + "end";

        String excerpt = Excerpt.of(text, 1_000);

        assertThat(excerpt).startsWith("beginx").endsWith("xend").contains(NOTE).hasSize(1_000);
        assertThat(Excerpt.of(excerpt, 1_000)).isEqualTo(excerpt);
    }

    @Test
    void cutsNoCharacterInHalf() {
        for (int most = 100; most < 110; most++) {
            String excerpt = Excerpt.of("😀".repeat(5_000), most);
            assertThat(excerpt.codePoints()
                                    .filter(Character::isSupplementaryCodePoint)
                                    .count()
                            * 2)
                    .isEqualTo(excerpt.chars()
                            .filter(c -> Character.isSurrogate((char) c))
                            .count());
        }
    }

    @Test
    void keepsArgumentsAJsonObject() {
        ToolCall cut = Excerpt.of(ToolCall.of("1", "write", "{\"text\":\"" + "x".repeat(9_989) + "\"}"), 1_000);

        assertThat(Attributes.parse(cut.arguments())
                        .text("excerpt_of_arguments")
                        .orElseThrow())
                .startsWith("{\"text\":\"xxx")
                .contains(NOTE);
        assertThat(cut.result()).isNull();
    }

    @Test
    void sharesTheRoomAmongManyToolCalls() {
        List<ToolCall> calls = IntStream.range(0, 100)
                .mapToObj(i -> ToolCall.of("" + i, "fetch", "{}").withResult("y".repeat(1_000)))
                .toList();

        Answer cut = Excerpt.ofToolCalls(Answer.of("Here you are.", calls), 5_000, 20_000);

        assertThat(cut.toolCalls()).hasSize(100);
        assertThat(cut.toolCalls().stream()
                        .mapToInt(call -> String.valueOf(call.result()).length())
                        .sum())
                .isLessThanOrEqualTo(20_000);
        assertThat(cut.text()).isEqualTo("Here you are.");
    }
}
