package dev.rehearsal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveTestCasesTest {
    private static List<CaseItem> items(Stream<? extends Map<String, ?>> rows) {
        try (Stream<CaseItem> items = TestCases.live(rows).open()) {
            return items.toList();
        }
    }

    @Test
    void makesASecondItemOfAnIdABadOne() {
        List<CaseItem> items = items(Stream.of(
                Map.of("id", "a", "goal", "Buy a kettle"),
                Map.of("goal", "Return a kettle"),
                Map.of("id", "a", "goal", "Buy another kettle"),
                Map.of("goal", "Return a kettle"),
                Map.of("id", "b", "goal", "Return a kettle")));

        assertThat(items)
                .extracting(item -> item instanceof CaseItem.Valid)
                .containsExactly(true, true, false, false, true);
        assertThat(((CaseItem.Invalid) items.get(2)).text())
                .isEqualTo("test case 'a': stands there twice; give each its own 'id', or leave one out");
    }

    @Test
    void tellsManyIdsApart() {
        assertThat(items(IntStream.range(0, 50_000).mapToObj(i -> Map.of("id", "case " + i, "goal", "Buy a kettle"))))
                .allMatch(CaseItem.Valid.class::isInstance);
    }

    @Test
    void keepsABadItemAsOne() {
        CaseItem bad = CaseReader.read(Map.of("gaol", "typo"));

        TestCase kept = bad.inPlace(4);

        assertThat(kept.id()).isEqualTo("item-5");
        assertThat(kept.goal()).contains("did you mean 'goal'?");
        assertThat(CaseItem.from(kept)).isEqualTo(bad);
    }

    @Test
    void keepsAGoodItemAsItIs() {
        CaseItem good = CaseReader.read(Map.of("goal", "Buy a kettle", "metadata", Map.of("by", "me")));

        assertThat(CaseItem.from(good.inPlace(0))).isEqualTo(good);
    }
}
