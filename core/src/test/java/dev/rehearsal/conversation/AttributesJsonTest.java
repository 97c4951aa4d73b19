package dev.rehearsal.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesJsonTest {
    @Test
    void writesOnOneLineAndReadsBackTheSame() {
        var nested = new LinkedHashMap<String, @Nullable Object>();
        nested.put("none", null);
        nested.put("list", List.of(1, "two", List.of(), Map.of()));
        Attributes attributes = Attributes.of("text", "a \"quote\",\na line, 你好 \uD83D\uDE00 and \\")
                .with("yes", true)
                .with("long", 5_000_000_000L)
                .with("big", new BigInteger("9".repeat(30)))
                .with("exact", new BigDecimal("0.12345678901234567890"))
                .with("half", 0.5)
                .with("map", nested);

        assertThat(attributes.toJson())
                .isEqualTo(
                        "{\"text\":\"a \\\"quote\\\",\\na line, 你好 \uD83D\uDE00 and \\\\\",\"yes\":true,\"long\":5000000000,"
                                + "\"big\":999999999999999999999999999999,\"exact\":0.12345678901234567890,\"half\":0.5,"
                                + "\"map\":{\"none\":null,\"list\":[1,\"two\",[],{}]}}");
        assertThat(Attributes.parse(attributes.toJson())).isEqualTo(attributes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | found nothing",
                "[1]                   | found a list",
                "null                  | found null",
                "\"{}\"                | found a text",
                "12                    | found a number",
                "false                 | found a boolean",
                "{} {}                 | line 1, column 4",
                "{\"a\": 1, \"a\": 2}  | Duplicate field 'a'",
                "{\"a\": NaN}          | NaN",
                "{\"a\": [1, 2}        | line 1, column 12",
                "{\"a\": 1             | line 1, column",
            })
    void saysWhatIsWrongWithATextThatIsNoObject(String json, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.parse(json))
                .withMessageStartingWith("not a JSON object")
                .withMessageContaining(why);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.parse("{\"a\":" + "[".repeat(100_000)))
                .withMessageContaining("nesting depth");
    }
}
