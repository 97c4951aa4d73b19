package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue.YesNo;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.StopReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleScorersTest {
    private static final TestCase CASE = TestCase.builder()
            .goal("Cancel order 1003")
            .expectation("expected_tool_calls", List.of("cancel_order"))
            .expectation("answer_patterns", "cancelled")
            .build();

    @Test
    void saysYesWhenTheToolCallsAreAsExpected() {
        var conversation = CaseChecksTest.conversation(
                "Done.", ToolCall.of("1", "cancel_order", "{}").withResult("{}"));

        assertThat(new ExpectedToolCall().score(session(CASE, conversation)))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(true));
    }

    @Test
    void saysWhatIsMissingWhenTheyAreNot() {
        Feedback feedback = new ExpectedToolCall()
                .score(session(CASE, CaseChecksTest.conversation("Done.")))
                .getFirst();

        assertThat(feedback.value()).isEqualTo(new YesNo(false));
        assertThat(feedback.rationale()).contains("expected cancel_order").contains("found no tool call");
    }

    @Test
    void looksForTheExpectedAnswer() {
        assertThat(new ExpectedAnswer().score(session(CASE, CaseChecksTest.conversation("It is cancelled."))))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(true));
        assertThat(new ExpectedAnswer().score(session(CASE, CaseChecksTest.conversation("No idea."))))
                .extracting(Feedback::value)
                .containsExactly(new YesNo(false));
    }

    @Test
    void givesNoFeedbackWhereNothingIsExpected() {
        SessionToScore session = session(TestCase.of("Say hello"), CaseChecksTest.conversation("Hello."));

        assertThat(new ExpectedToolCall().score(session)).isEmpty();
        assertThat(new ExpectedAnswer().score(session)).isEmpty();
    }

    @Test
    void noticesAnAnswerThatWasGivenBefore() {
        Conversation conversation = Conversation.EMPTY
                .with(Turn.of(1, "Hello", Answer.of("How may I help?")))
                .with(Turn.of(2, "Cancel it", Answer.of("Which order?")))
                .with(Turn.of(3, "1003", Answer.of("how may I  help")));

        assertThat(repeated(conversation, 2)).isEqualTo(new YesNo(true));
        assertThat(repeated(conversation, 3)).isEqualTo(new YesNo(false));
    }

    private static Object repeated(Conversation conversation, int turn) {
        return new NoRepeatedAnswer()
                .score(new TurnToScore(
                        CASE, SessionId.of("sim-1"), conversation.turns().get(turn - 1), conversation, new NoJudge()))
                .getFirst()
                .value();
    }

    private static SessionToScore session(TestCase testCase, Conversation conversation) {
        return new SessionToScore(
                testCase, SessionId.of("sim-1"), conversation, new StopReason.MaxTurns(""), new NoJudge());
    }

    private record NoJudge() implements Judge {
        @Override
        public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
            throw new AssertionError("asked a model");
        }

        @Override
        public String model() {
            return "none";
        }
    }
}
