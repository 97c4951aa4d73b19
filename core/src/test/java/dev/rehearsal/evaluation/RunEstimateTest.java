package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.Prices;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunEstimateTest {
    private static final TestCases CASES =
            TestCases.of(TestCase.of("Return a toaster"), TestCase.of("Change an address"));

    @Test
    void countsTheCallsOfEveryTurnOfEveryTrial() {
        RunEstimate estimate = estimate("openai:/gpt-4o-mini");

        assertThat(estimate.sessions()).isEqualTo(6);
        assertThat(estimate.spend().get(Purpose.USER).calls()).isEqualTo(30);
        assertThat(estimate.spend().get(Purpose.GOAL_CHECK).calls()).isEqualTo(30);
        assertThat(estimate.spend().get(Purpose.AGENT).calls()).isEqualTo(30);
        assertThat(estimate.spend().get(Purpose.JUDGE).calls()).isEqualTo(6 * 5 + 6);
        assertThat(estimate.total().calls()).isEqualTo(126);
    }

    @Test
    void growsWithWhatWasSaidBefore() {
        Spend user = estimate("openai:/gpt-4o-mini").spend().get(Purpose.USER);

        // five prompts, and ten pairs of messages that later turns read again, each pair of two full replies
        long prompt = user.usage().inputTokens() / 6 - 10 * 2 * RunEstimate.REPLY_TOKENS;
        assertThat(prompt).isBetween(5 * 1000L, 5 * 1200L);
        assertThat(user.usage().outputTokens()).isEqualTo(30L * RunEstimate.REPLY_TOKENS);
    }

    @Test
    void knowsNoSumWhereAPriceIsNotKnown() {
        assertThat(estimate("openai:/gpt-4o-mini").total().usd()).isPositive();
        assertThat(estimate("openai:/somebodys-own").total().usd()).isNull();
    }

    private static RunEstimate estimate(String judge) {
        RunConfig config = RunConfig.from(Attributes.from(Map.of(
                "agent",
                "openai:/gpt-4o-mini",
                "judge_model",
                judge,
                "max_turns",
                5,
                "trials",
                3,
                "scorers",
                List.of("conversation_completeness", "safety", "no_repeated_answer"))));
        return RunEstimate.of(config, "openai:/gpt-4o-mini", CASES, Prices.bundled());
    }
}
