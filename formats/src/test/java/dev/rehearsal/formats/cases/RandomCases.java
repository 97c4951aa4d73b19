package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Seeded test cases with everything in them that a format might trip over. */
final class RandomCases {
    private static final List<String> WORDS = List.of(
            "no",
            "yes",
            "null",
            "~",
            "true",
            "0123",
            "+49 30 1",
            "1e5",
            "-1.50",
            ".5",
            "0x1F",
            "2024-05-01",
            "12:30:45",
            "<<",
            "=x",
            "- a",
            "a: b",
            "#x",
            " lead",
            "trail ",
            "\ttab",
            "line\nbreak\n",
            "\n\n  indented\n",
            "退款",
            "مرحبا",
            "😀👩‍👩‍👧",
            "\"quoted\"",
            "it's",
            "back\\slash",
            "*alias",
            "&anchor",
            "!tag",
            "%dir",
            "@at",
            "`tick`",
            "{{user_id}}",
            "[x]",
            "{y}",
            "a,b;c",
            "\u0085",
            "\u2028",
            "\u00a0",
            "\u007f",
            "\uFEFF",
            "x".repeat(300),
            "?",
            ":",
            "-",
            "|",
            ">",
            "---",
            "...",
            "\r\n",
            "\r",
            "# not a comment",
            "İıŞ",
            "1_000",
            "1.0",
            "NaN",
            ".inf",
            "\u001b[31m");

    private final Random random;

    RandomCases(long seed) {
        this.random = new Random(seed);
    }

    TestCase next(int number) {
        var testCase = TestCase.builder()
                .goal("Goal " + number + " " + text())
                .context(attributes(3))
                .expectations(attributes(3));
        if (random.nextBoolean()) {
            testCase.id("id " + number + text());
        }
        if (random.nextBoolean()) {
            testCase.persona(text());
        }
        if (random.nextBoolean()) {
            testCase.simulationGuidelines(List.of("Guideline " + text(), text() + "."));
        }
        if (random.nextBoolean()) {
            testCase.tag("t " + text(), text()).metadata(attributes(2));
        }
        return testCase.build();
    }

    private Attributes attributes(int depth) {
        return Attributes.from(map(depth));
    }

    private Map<String, @Nullable Object> map(int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put("k " + text(), value(depth - 1));
        }
        return map;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 5 -> new java.math.BigDecimal(new java.math.BigInteger(120, random), random.nextInt(60) - 20);
            case 6 -> text();
            case 7 -> map(depth);
            default -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
