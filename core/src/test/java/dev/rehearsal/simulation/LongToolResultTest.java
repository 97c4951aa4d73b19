package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.dataset.TestCase;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongToolResultTest {
    private static final ToolCall LONG =
            ToolCall.of("1", "fetch_page", "{\"url\":\"/\"}").withResult("begin" + "x".repeat(10_000_000) + "end");

    @Test
    void keepsAnExcerptThatSaysSoAndShowsLessOfItToJudges() {
        Conversation conversation = ConversationSimulator.builder()
                .testCases(TestCase.of("Find the page"))
                .simulatedUser(request -> UserReply.of("Where is it?"))
                .goalCheck(GoalCheck.never())
                .maxTurns(1)
                .build()
                .simulate(request -> Answer.of("Here it is.", List.of(LONG)))
                .getFirst()
                .conversation();

        ToolCall kept = conversation.turns().getFirst().answer().toolCalls().getFirst();
        assertThat(kept.result())
                .startsWith("beginx")
                .endsWith("xend")
                .contains("[… 10000008 characters, of which the midst is left out here …]")
                .hasSizeLessThanOrEqualTo(AgentCall.LONGEST_RESULT);
        assertThat(Transcript.withToolCalls(conversation))
                .contains("of which the midst is left out here", "xend")
                .hasSizeLessThan(12_000);
    }
}
