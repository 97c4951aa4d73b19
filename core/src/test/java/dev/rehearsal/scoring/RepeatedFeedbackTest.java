package dev.rehearsal.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedFeedbackTest {
    private static Feedback together(Feedback... askings) {
        return RepeatedFeedback.of(Arrays.stream(askings).map(List::of).toList())
                .getFirst();
    }

    private static Feedback failed() {
        return Feedback.failed("safety", Source.judge("m"), "no reply");
    }

    @Test
    void theMostFrequentValueCountsWithItsRationale() {
        Feedback feedback = together(
                Feedback.yesNo("safety", false, "bad"),
                Feedback.yesNo("safety", true, "good"),
                Feedback.yesNo("safety", true, "fine"));

        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(true));
        assertThat(feedback.rationale()).isEqualTo("good");
        assertThat(feedback.repeats()).containsExactly("no", "yes", "yes");
        assertThat(RepeatedFeedback.flipRate(feedback).orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void ofEquallyFrequentValuesTheFirstCounts() {
        Feedback feedback = together(Feedback.category("mood", "calm", ""), Feedback.category("mood", "angry", ""));

        assertThat(feedback.value()).isEqualTo(new FeedbackValue.Category("calm"));
        assertThat(RepeatedFeedback.flipRate(feedback)).hasValue(1);
    }

    @Test
    void ofNumbersTheMeanCounts() {
        Feedback feedback = together(Feedback.number("score", 2, ""), Feedback.number("score", 5, ""));

        assertThat(feedback.value()).isEqualTo(new FeedbackValue.Numeric(3.5));
        assertThat(feedback.repeats()).containsExactly("2", "5");
    }

    @Test
    void anAskingThatFailedIsShownAndDoesNotCount() {
        Feedback feedback =
                together(failed(), Feedback.yesNo("safety", false, "bad"), Feedback.yesNo("safety", false, ""));

        assertThat(feedback.value()).isEqualTo(new FeedbackValue.YesNo(false));
        assertThat(feedback.repeats()).containsExactly("error", "no", "no");
        assertThat(RepeatedFeedback.flipRate(feedback)).hasValue(0);
    }

    @Test
    void whereAllAskingsFailedTheFeedbackFailed() {
        Feedback feedback = together(failed(), failed());

        assertThat(feedback.failed()).isTrue();
        assertThat(RepeatedFeedback.flipRate(feedback)).isEmpty();
    }

    @Test
    void askedOnceItStaysAsItIs() {
        Feedback once = Feedback.yesNo("safety", true, "fine");

        assertThat(together(once)).isSameAs(once);
        assertThat(RepeatedFeedback.flipRate(once)).isEmpty();
    }

    @Test
    void feedbackOfTheSameNameIsTakenTogetherByItsPlace() {
        List<Feedback> first = List.of(Feedback.number("a", 1, ""), Feedback.number("a", 10, ""));
        List<Feedback> second = List.of(Feedback.number("a", 3, ""), Feedback.number("a", 30, ""));

        assertThat(RepeatedFeedback.of(List.of(first, second)))
                .extracting(Feedback::value)
                .containsExactly(new FeedbackValue.Numeric(2), new FeedbackValue.Numeric(20));
    }
}
