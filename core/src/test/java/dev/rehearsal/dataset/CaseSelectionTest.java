package dev.rehearsal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaseSelectionTest {
    private static final TestCases CASES = TestCases.of(
            TestCase.builder()
                    .id("refund-1")
                    .goal("Get the money back")
                    .tag("vip", "")
                    .build(),
            TestCase.builder()
                    .id("refund-2")
                    .goal("Return an INVOICE")
                    .tag("tier", "gold")
                    .build(),
            TestCase.builder().id("address").goal("Change the address").build());

    @Test
    void choosesByIdTagAndGoal() {
        assertThat(fitting("id:refund-*")).containsExactly("refund-1", "refund-2");
        assertThat(fitting("tag:vip")).containsExactly("refund-1");
        assertThat(fitting("tag:tier=gold")).containsExactly("refund-2");
        assertThat(fitting("goal:invoice")).containsExactly("refund-2");
        assertThat(fitting("address")).containsExactly("address");
    }

    @Test
    void wantsAllWordsAndKnowsNot() {
        assertThat(fitting("refund-* !tag:vip")).containsExactly("refund-2");
        assertThat(fitting("!goal:return !address")).containsExactly("refund-1");
    }

    @Test
    void refusesWhatFitsNothing() {
        assertThatThrownBy(() -> fitting("tag:silver"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none of the 3 test cases fits");
        assertThatThrownBy(() -> CaseFilter.parse("tagg:gold")).hasMessageContaining("did you mean 'tag'?");
        assertThatThrownBy(() -> CaseFilter.parse("id:")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void drawsTheSameByTheSameSeedInTheOrderOfTheSource() {
        TestCases hundred = TestCases.of(IntStream.range(0, 100)
                .mapToObj(i ->
                        TestCase.builder().id("c" + (100 + i)).goal("Goal " + i).build())
                .toList());

        List<String> drawn = ids(CaseSelection.sampled(hundred, 10, 7));

        assertThat(drawn).hasSize(10).doesNotHaveDuplicates().isSorted();
        assertThat(ids(CaseSelection.sampled(hundred, 10, 7))).isEqualTo(drawn);
        assertThat(ids(CaseSelection.sampled(hundred, 10, 8))).isNotEqualTo(drawn);
        assertThat(ids(CaseSelection.sampled(hundred, 500, 8))).hasSize(100);
    }

    @Test
    void drawsEveryCaseSometimes() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            seen.addAll(ids(CaseSelection.sampled(CASES, 1, seed)));
        }

        assertThat(seen).containsExactlyInAnyOrder("refund-1", "refund-2", "address");
    }

    private static List<String> fitting(String expression) {
        return ids(CaseSelection.filtered(CASES, CaseFilter.parse(expression)));
    }

    private static List<String> ids(TestCases cases) {
        try (Stream<CaseItem> items = cases.open()) {
            return items.map(item -> ((CaseItem.Valid) item).testCase().caseId().value())
                    .toList();
        }
    }
}
