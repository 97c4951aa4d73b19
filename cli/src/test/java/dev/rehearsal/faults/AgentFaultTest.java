package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testkit.AgentQuirk;
import dev.rehearsal.testkit.ModelServer;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents behind a socket that misbehave: each session ends for the right reason, which shows what there was instead of an answer. */
@Execution(ExecutionMode.CONCURRENT)
class AgentFaultTest {
    private static final int CASES = 2;
    private static final int TURNS = 2;

    /** How a session with such an agent ends, and what its rationale has. */
    private record End(String stopReason, String rationale) {
        static End of(AgentQuirk quirk) {
            return switch (quirk) {
                case EMPTY, BLANK, NULL -> new End("empty_answer", "no text");
                case TOOL -> new End("empty_answer", "tool calls but no text");
                case HUGE -> new End("agent_failed", "characters, more than 1000000; it begins: All work and no play.");
                case HTML -> new End("agent_failed", "cannot be read: 'a web page, Sign in Please sign in.'");
                case BROKEN -> new End("agent_failed", "cannot be read: '{\"id\": \"chatcmpl-1\"");
                case CHOICELESS -> new End("agent_failed", "\"choices\": []}' (2 attempts");
                case ERROR ->
                    new End("agent_failed", "500 from 127.0.0.1: The agent failed, as its name says. (2 attempts");
                case DENIED -> new End("agent_failed", "401 from 127.0.0.1: The agent does not know this key");
                case RESET -> new End("agent_failed", "Connection reset (2 attempts");
                case HANG, SLOW -> new End("timeout", "no answer within 3.0 s");
                case MARKUP, REPEAT, CUT -> new End("max_turns", "This is turn 2 about item");
            };
        }

        boolean isFailure() {
            return !stopReason.equals("max_turns");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsForTheRightReasonWithAnExcerpt(AgentQuirk quirk) {
        End end = End.of(quirk);
        RunConfig config = ItemTalk.config(TURNS, quirk.model())
                .with(Attributes.from(Map.of("max_attempts", 2, "agent_timeout", "3s")));
        try (ModelServer server = ItemTalk.withoutAgent(TURNS).start();
                Store store = Store.inMemory()) {
            EvaluationResult result = Evaluation.from(
                            config, ItemTalk.cases(CASES), store, ItemTalk.settings(server.baseUrl()))
                    .run();

            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(result.counts()).isEqualTo(Map.of(end.stopReason(), (long) CASES));
            assertThat(result.passed()).isEqualTo(!end.isFailure());
            for (SessionRecord session : Kept.of(store, result.runId()).sessions()) {
                assertThat(session.row().stopRationale())
                        .contains(end.rationale())
                        .hasSizeLessThan(500);
                assertThat(session.row().turns()).isEqualTo(end.isFailure() ? 1 : TURNS);
            }
            Metric completeness = result.metric("conversation_completeness").orElseThrow();
            assertThat(completeness.scored()).isEqualTo(end.isFailure() ? 0 : CASES);
            assertThat(completeness.failed()).isEqualTo(end.isFailure() ? CASES : 0);
        }
    }
}
