package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorersTest {
    @Test
    void givesBackWhatOpensEveryScorerAgain() {
        for (ScorerKind kind : Scorers.kinds()) {
            if (!JudgeKinds.ALL.contains(kind)
                    && kind.needsNoOptions()
                    && !kind.name().equals("response_length")) {
                Scorer scorer = Scorers.open(kind.name(), Attributes.EMPTY);
                assertThat(scorer.name()).isEqualTo(kind.name());
                assertThat(scorer.spec()).contains(ScorerSpec.of(kind.name()));
                assertThat(scorer.needs()).isEqualTo(kind.needs());
            }
        }
    }

    @Test
    void givesBackTheOptions() {
        Attributes options = Attributes.from(Map.of("pattern", "a+", "as", "has_a"));
        Scorer scorer = Scorers.open("regex_match", options);

        assertThat(scorer.name()).isEqualTo("has_a");
        assertThat(scorer.spec()).contains(new ScorerSpec("regex_match", options));
    }

    @Test
    void namesEveryFaultOfTheOptionsAtOnce() {
        Attributes options = Attributes.from(Map.of("patern", "a", "match_type", "serch", "case_insensitive", "yes"));

        assertThatThrownBy(() -> Scorers.open("regex_match", options))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.faults())
                                .extracting(fault -> fault.message())
                                .anySatisfy(each ->
                                        assertThat(each).contains("no option 'patern'", "did you mean 'pattern'?"))
                                .anySatisfy(each -> assertThat(each).contains("'serch'; did you mean 'search'?"))
                                .anySatisfy(each -> assertThat(each).contains("must be true or false, found 'yes'"))
                                .anySatisfy(each -> assertThat(each).contains("'pattern' is missing"))
                                .hasSize(4));
    }

    @Test
    void suggestsTheNearestScorer() {
        assertThatThrownBy(() -> Scorers.open("regex_mach", Attributes.EMPTY))
                .hasMessageContaining("did you mean 'regex_match'?");
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThatThrownBy(() -> Scorers.open("regex_match", Attributes.of("pattern", "(a")))
                .hasMessageContaining("'(a' is no regular expression");
    }
}
