package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Conversation CHAT = new Conversation(List.of(
            turn(1, "Where is my order 1003?", "Let me look.", 40, ToolCall.of("1", "find_order", "{\"order\":1003}")),
            turn(
                    2,
                    "I want my money back",
                    "A refund of 12 EUR is on its way.",
                    3000,
                    ToolCall.of("2", "refund", "{\"order\":1003}"))));

    private static Turn turn(int number, String user, String answer, long millis, ToolCall call) {
        return new Turn(
                number,
                Message.user(user),
                Answer.of(answer, List.of(call)),
                null,
                Instant.EPOCH,
                Duration.ofMillis(millis),
                List.of());
    }

    private static Feedback score(Map<String, ?>... checks) throws Exception {
        return JudgeBench.judge(
                        Scorers.open("checks", Attributes.of("checks", List.of(checks))),
                        TestCase.of("Get a refund"),
                        CHAT,
                        JudgeBench.saying("yes"))
                .getFirst();
    }

    private static boolean holds(String name, Object value) throws Exception {
        return new FeedbackValue.YesNo(true).equals(score(Map.of(name, value)).value());
    }

    @Test
    void looksAtToolsWordsAndLimits() throws Exception {
        assertThat(holds("called", "refund")).isTrue();
        assertThat(holds("called", Map.of("name", "refund", "arguments", Map.of("order", 1004))))
                .isFalse();
        assertThat(holds("not_called", "delete_account")).isTrue();
        assertThat(holds("not_called", "refund")).isFalse();
        assertThat(holds("called_in_order", List.of("find_order", "refund"))).isTrue();
        assertThat(holds("called_in_order", List.of("refund", "find_order"))).isFalse();
        assertThat(holds("said", "refund of \\d+")).isTrue();
        assertThat(holds("not_said", "refund")).isFalse();
        assertThat(holds("asked", "money")).isTrue();
        assertThat(holds("max_turns", 2)).isTrue();
        assertThat(holds("max_turns", 1)).isFalse();
        assertThat(holds("max_words", 9)).isTrue();
        assertThat(holds("max_words", 8)).isFalse();
        assertThat(holds("max_latency", "3s")).isTrue();
        assertThat(holds("max_latency", "2s")).isFalse();
        assertThat(holds("stopped", List.of("goal_achieved", "max_turns"))).isTrue();
        assertThat(holds("stopped", "goal_achieved")).isFalse();
        assertThat(holds("any", List.of(Map.of("called", "nothing"), Map.of("said", "refund"))))
                .isTrue();
    }

    @Test
    void askForSomethingOnlyWhereItsConditionHolds() throws Exception {
        Map<String, ?> kept = Map.of("if", Map.of("said", "refund"), "then", Map.of("called", "refund"));
        Map<String, ?> broken = Map.of("if", Map.of("said", "refund"), "then", Map.of("called", "send_mail"));
        Map<String, ?> idle = Map.of("if", Map.of("said", "voucher"), "then", Map.of("called", "send_mail"));

        assertThat(score(kept, idle).value()).isEqualTo(new FeedbackValue.YesNo(true));
        assertThat(score(broken).value()).isEqualTo(new FeedbackValue.YesNo(false));
    }

    @Test
    void sayEveryCheckThatDoesNotHoldAndWhatWasFound() throws Exception {
        assertThat(score(Map.of("called", "send_mail"), Map.of("said", "refund"), Map.of("max_turns", 1))
                        .rationale())
                .isEqualTo("does not hold: calls send_mail, found find_order{\"order\":1003}, refund{\"order\":1003};"
                        + " does not hold: at most 1 turns, found 2");
    }

    @Test
    void lookAtEachTurnWhereTheyAreOfTurns() throws Exception {
        var scorer = Scorers.open(
                "checks", Attributes.of("level", "turn").with("checks", List.of(Map.of("called", "refund"))));

        assertThat(JudgeBench.judge(scorer, TestCase.of("x y"), CHAT, JudgeBench.saying("yes"))
                        .getFirst()
                        .value())
                .isEqualTo(new FeedbackValue.YesNo(true));
    }

    @Test
    void refuseWhatTheyDoNotKnowWithThePlace() {
        assertThatThrownBy(() -> Scorers.open(
                        "checks",
                        Attributes.of(
                                "checks",
                                List.of(
                                        Map.of("caled", "x"),
                                        Map.of("max_turns", 0),
                                        Map.of("said", "("),
                                        Map.of("stopped", "achieved"),
                                        "said",
                                        Map.of("if", Map.of("said", "x"))))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'checks[0]' there is no check 'caled'")
                .hasMessageContaining("'checks[1]' 'max_turns' takes a whole number from 1 on, found 0")
                .hasMessageContaining("'checks[2]' said: '(' is no regular expression")
                .hasMessageContaining("'checks[3]' there is no stop reason 'achieved'")
                .hasMessageContaining("'checks[4]' must be one of")
                .hasMessageContaining("'checks[5]' has 'if' and 'then'");
        assertThatThrownBy(() -> Scorers.open("checks", Attributes.EMPTY)).hasMessageContaining("'checks' is missing");
    }
}
