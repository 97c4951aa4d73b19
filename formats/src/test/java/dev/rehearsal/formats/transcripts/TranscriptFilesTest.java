package dev.rehearsal.formats.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptFilesTest {
    private static List<RecordedSession> read(String... lines) {
        try (Stream<RecordedSession> sessions =
                TranscriptFiles.parse("calls.jsonl", String.join("\n", lines)).open()) {
            return sessions.toList();
        }
    }

    private static List<String> faults(String... lines) {
        return catchThrowableOfType(InvalidInputException.class, () -> read(lines)).faults().stream()
                .map(Fault::toString)
                .toList();
    }

    private static Conversation conversation(String messages) {
        return read("{\"messages\": [" + messages + "]}").getFirst().conversation();
    }

    @Test
    void readsTurnsWithToolCallsAndTheirResults() {
        Conversation conversation = conversation("""
                {"role": "system", "content": "You help"},
                {"role": "user", "content": "Where is order 17?"},
                {"role": "assistant", "content": null, "tool_calls": [
                    {"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{\\"order\\":17}"}},
                    {"id": "c2", "type": "function", "function": {"name": "refund", "arguments": {"order": 17}}}]},
                {"role": "tool", "tool_call_id": "c2", "content": "no right to", "is_error": true},
                {"role": "tool", "tool_call_id": "c1", "content": "shipped"},
                {"role": "assistant", "content": "It is on its way."},
                {"role": "user", "content": [{"type": "text", "text": "Thanks"}, {"type": "image_url", "image_url": {}}]},
                {"role": "assistant", "content": "You are welcome."}""".replace("\n", " "));

        assertThat(conversation.turns())
                .extracting(turn -> turn.user().text())
                .containsExactly("Where is order 17?", "Thanks\n[image_url]");
        Turn first = conversation.turns().getFirst();
        assertThat(first.answer().toolCalls())
                .containsExactly(
                        ToolCall.of("c1", "find", "{\"order\":17}").withResult("shipped"),
                        ToolCall.of("c2", "refund", "{\"order\":17}").withFailure("no right to"));
        assertThat(first.answer().text()).isEqualTo("It is on its way.");
    }

    @Test
    void keepsWhatElseIsKnown() {
        RecordedSession session = read("""
                {"session_id": "call-7", "goal": "Get a refund", "persona": "in a hurry", "metadata": {"agent": "v2"}, \
                "expectations": {"tone": "kind", "turns": {"2": {"tone": "sorry"}}}, "tags": ["vip"], \
                "messages": [{"role": "developer", "content": "Be brief"}, {"role": "user", "content": "Hi"}, \
                {"role": "assistant", "content": "Hello", "expectations": {"expected_response": "a greeting"}}, \
                {"role": "user", "content": "Refund!", "expectations": {}}, {"role": "assistant", "content": "Done"}]}""").getFirst();

        assertThat(String.valueOf(session.sessionId())).isEqualTo("call-7");
        assertThat(session.place()).isEqualTo("calls.jsonl:1");
        assertThat(session.testCase().goal()).isEqualTo("Get a refund");
        assertThat(session.testCase().metadata())
                .isEqualTo(Attributes.from(Map.of("agent", "v2", "system_messages", List.of("Be brief"))));
        assertThat(session.testCase().expectationsOf(1)).isEqualTo(Attributes.of("expected_response", "a greeting"));
        assertThat(session.testCase().expectationsIn(2)).isEqualTo(Attributes.of("tone", "sorry"));
    }

    @Test
    void needsNoGoalAndNoSessionId() {
        RecordedSession session =
                read("{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"assistant\", \"content\": \"Hello\"}]}")
                        .getFirst();

        assertThat(session.sessionId()).isNull();
        assertThat(session.testCase().goal()).isEqualTo(RecordedSession.UNKNOWN_GOAL);
    }

    @Test
    void messagesOfAUserInARowAreOneTurn() {
        Conversation conversation = conversation("""
                {"role": "user", "content": "Hi"}, {"role": "user", "content": "Are you there?"},
                {"role": "assistant", "content": "Yes"}""".replace("\n", " "));

        assertThat(conversation.turns()).hasSize(1);
        assertThat(conversation.turns().getFirst().user().text()).isEqualTo("Hi\n\nAre you there?");
    }

    @Test
    void anAgentMaySpeakFirst() {
        Conversation conversation = conversation("""
                {"role": "assistant", "content": "How can I help?"}, {"role": "user", "content": "Refund"},
                {"role": "assistant", "content": "Done"}""".replace("\n", " "));

        assertThat(conversation.turns()).hasSize(2);
        assertThat(Transcript.withToolCalls(conversation).lines())
                .containsExactly(
                        "{\"turn\":1,\"from\":\"agent\",\"text\":\"How can I help?\"}",
                        "{\"turn\":2,\"from\":\"user\",\"text\":\"Refund\"}",
                        "{\"turn\":2,\"from\":\"agent\",\"text\":\"Done\"}");
    }

    @Test
    void aLastQuestionWithoutAnAnswerIsAFailureOfItsTurn() {
        Conversation conversation = conversation("""
                {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"},
                {"role": "user", "content": "Anybody?"}""".replace("\n", " "));

        assertThat(conversation.turns().getLast().failure()).contains("ends before the agent answers");
    }

    @Test
    void isRefusedWholeWithEveryFaultAndItsLine() {
        List<String> faults = faults(
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}",
                "",
                "{\"mesages\": []}",
                "{\"messages\": [",
                "{\"messages\": [{\"role\": \"agent\"}, {\"content\": \"Hi\"}, 3, {\"role\": \"user\", \"content\": 3}]}",
                "[]",
                "{\"messages\": [], \"session_id\": \"\", \"goal\": 7}",
                "{\"messages\": [{\"role\": \"assistant\", \"tool_calls\": [{\"function\": {}}], \"function_call\": {}}, "
                        + "{\"role\": \"tool\", \"tool_call_id\": \"c9\", \"content\": \"\"}, "
                        + "{\"role\": \"tool\", \"content\": \"\", \"expectations\": 5}]}");

        assertThat(faults.get(0))
                .startsWith("calls.jsonl:3: transcript 2: 'mesages' is not a field of a transcript")
                .endsWith("did you mean 'messages'?");
        assertThat(faults.get(1)).isEqualTo("calls.jsonl:3: transcript 2: 'messages' is missing (found: mesages)");
        assertThat(faults.get(2)).startsWith("calls.jsonl:4: ");
        assertThat(faults.subList(3, faults.size()))
                .containsExactly(
                        "calls.jsonl:5: transcript 4: 'messages[0].role' must be one of user, assistant, tool, system,"
                                + " developer, found 'agent'",
                        "calls.jsonl:5: transcript 4: 'messages[1].role' is missing; it is one of user, assistant, tool,"
                                + " system, developer",
                        "calls.jsonl:5: transcript 4: 'messages[2]' must be an object with 'role' and 'content'",
                        "calls.jsonl:5: transcript 4: 'messages[3].content' must be text, null or a list of parts",
                        "calls.jsonl:6: transcript 5: must be an object with 'messages'",
                        "calls.jsonl:7: transcript 6: 'messages' is empty; there is nothing to score",
                        "calls.jsonl:7: transcript 6: 'session_id' must be text of 1 to 250 characters; leave it out to get"
                                + " one",
                        "calls.jsonl:7: transcript 6: 'goal' must be text, found a number (7)",
                        "calls.jsonl:8: transcript 7: 'messages[0].function_call' is of an early form of chat completions;"
                                + " use 'tool_calls'",
                        "calls.jsonl:8: transcript 7: 'messages[0].tool_calls[0]' must be an object with 'function', which"
                                + " has a 'name' and 'arguments'",
                        "calls.jsonl:8: transcript 7: 'messages[1].tool_call_id' is the result of no tool call of its turn"
                                + " that waits for one, found 'c9'",
                        "calls.jsonl:8: transcript 7: 'messages[2]' is the result of no tool call of its turn that waits for"
                                + " one",
                        "calls.jsonl:8: transcript 7: 'messages[2].expectations' must be a map of names to values");
    }

    @Test
    void aFileWithoutTranscriptsIsRefused() {
        assertThat(faults("", " "))
                .containsExactly("calls.jsonl: has no transcripts; give at least one line with 'messages'");
    }

    @Test
    void expectationsOfATurnStandInOnePlace() {
        assertThat(faults("""
                {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello", "expectations": {"a": 1}}], \
                "expectations": {"turns": {"1": {"b": 2}}}}"""))
                .containsExactly(
                        "calls.jsonl:1: transcript 1: 'expectations.turns.1' stands with a message of that turn too; say it in one place");
    }
}
