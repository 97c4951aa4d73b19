package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalRequest;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.simulation.UserRequest;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract 1: every case and trial ends as exactly one counted session with a stop reason, whatever agent, user, check and scorers do. */
class EveryCaseEndsAsOneCountedSessionTest {
    private static final int CASES = 60;
    private static final int TRIALS = 2;

    private static int dice(Object... of) {
        return Math.floorMod(List.of(of).hashCode() * 0x9E3779B9 >>> 7, 10);
    }

    @SuppressWarnings("NullAway") // careless code gives null
    private static Answer agent(AgentRequest request) throws Exception {
        return switch (dice("agent", request.lastMessage(), request.turn())) {
            case 0 -> throw new java.io.IOException("connection reset");
            case 1 -> throw new AssertionError("not my day");
            case 2 -> null;
            case 3 -> Answer.of("", List.of(ToolCall.of("1", "find", "{}")));
            case 4 -> {
                Thread.sleep(Duration.ofDays(1));
                yield Answer.of("too late");
            }
            default -> Answer.of("answer " + request.turn());
        };
    }

    @SuppressWarnings("NullAway")
    private static UserReply user(UserRequest request) {
        return switch (dice("user", request.testCase().goal(), request.turn())) {
            case 0 -> throw new IllegalStateException("cannot speak");
            case 1 -> throw new StackOverflowError();
            case 2 -> null;
            case 3 -> UserReply.givesUp("forget it");
            case 4 -> UserReply.of(" ");
            case 5 -> UserReply.satisfied("bye");
            default -> UserReply.of(request.testCase().goal() + " " + request.turn());
        };
    }

    @SuppressWarnings("NullAway")
    private static GoalVerdict check(GoalRequest request) {
        return switch (dice(
                "check", request.testCase().goal(), request.conversation().size())) {
            case 0 -> throw new IllegalStateException("judge is away");
            case 1 -> throw new NoClassDefFoundError("Judge");
            case 2 -> null;
            case 3, 4 -> new GoalVerdict(true, "done");
            default -> new GoalVerdict(false, "not yet");
        };
    }

    private static Feedback score(String name, String goal) {
        return switch (dice(name, goal)) {
            case 0 -> throw new AssertionError("expected 1, found 2");
            case 1 -> throw new IllegalArgumentException();
            default -> Feedback.yesNo(name, true, "");
        };
    }

    @Test
    void whateverHappens() {
        Store store = Store.inMemory();
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(IntStream.range(0, CASES)
                        .mapToObj(i -> TestCase.of("goal " + i))
                        .toList())
                .trials(TRIALS)
                .maxTurns(4)
                .agentTimeout(Duration.ofMillis(200))
                .simulatedUser(EveryCaseEndsAsOneCountedSessionTest::user)
                .goalCheck(EveryCaseEndsAsOneCountedSessionTest::check)
                .build();

        EvaluationResult result = Evaluation.of(simulator)
                .agent(EveryCaseEndsAsOneCountedSessionTest::agent)
                .scorers(
                        Scorer.session(
                                "whole",
                                session -> score("whole", session.testCase().goal())),
                        Scorer.turn(
                                "each", turn -> score("each", turn.testCase().goal())))
                .store(store)
                .run();

        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        List<SessionRow> rows = store.sessions().search(SessionQuery.ofRun(result.runId()));
        assertThat(rows).hasSize(CASES * TRIALS);
        assertThat(rows).extracting(row -> row.index() + "/" + row.trial()).doesNotHaveDuplicates();
        assertThat(rows).extracting(SessionRow::stopReason).isSubsetOf(StopReason.CODES);
        Map<String, Long> counted = new TreeMap<>();
        rows.forEach(row -> counted.merge(row.stopReason(), 1L, Long::sum));
        assertThat(result.counts()).isEqualTo(counted);
        assertThat(counted.keySet())
                .contains("goal_achieved", "agent_failed", "empty_answer", "timeout", "user_failed", "user_gave_up");
        assertThat(result.failed())
                .isEqualTo(result.failures().size())
                .isEqualTo(counted.entrySet().stream()
                        .filter(each -> StopReason.of(each.getKey(), "").isFailure())
                        .mapToLong(Map.Entry::getValue)
                        .sum());
        var whole = result.metric("whole").orElseThrow();
        assertThat(whole.scored() + whole.failed()).isEqualTo(rows.size());
        assertThat(whole.scored()).isPositive();
        assertThat(result.metric("each").orElseThrow().failed()).isPositive();
    }
}
