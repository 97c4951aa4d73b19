package dev.rehearsal.formats.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.evaluation.SessionImport;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported is imported as it was, as far as the format has a place for it. */
class TranscriptRoundTripTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final String ODD = "=HYPERLINK(\"x\") 'quote', \"double\";\nnew line é 👩‍👧 @";

    private static Store filled() {
        Store store = Store.inMemory();
        var broken = ToolCall.of("c2", "refund", "{\"order\":17}").withFailure("no such order");
        var found = ToolCall.of("c1", "look_up", "{\"order\":17}").withResult("+shipped");
        record(
                store,
                "one",
                TestCase.builder().goal("Find the order").persona("patient").build(),
                turn(
                        1,
                        ODD,
                        null,
                        Message.assistant("Let me look.", List.of(found, broken)),
                        Message.assistant("'On its way.")),
                turn(2, "'=1+1", null, Message.assistant("-5")),
                turn(3, "Hello?", "timed out"),
                turn(4, "Still there?", null, Message.assistant("Yes.")));
        record(store, "two", null, turn(1, "Hi", null, Message.assistant("Hello")));
        return store;
    }

    private static void record(Store store, String name, @Nullable TestCase testCase, Turn... turns) {
        SessionId id = SessionId.of(name);
        store.write(new Change.SessionRecorded(id, "production", "otlp", testCase, Attributes.EMPTY, START));
        for (Turn turn : turns) {
            store.write(new Change.TurnRecorded(id, TraceId.of(id, turn.number()), turn, START));
        }
    }

    private static Turn turn(int number, String user, @Nullable String failure, Message... answers) {
        return new Turn(
                number,
                Message.user(user),
                answers.length == 0 ? Answer.NONE : new Answer(List.of(answers), Usage.NONE),
                failure,
                START.plusSeconds(number),
                answers.length == 0 ? Duration.ZERO : Duration.ofMillis(1500),
                List.of());
    }

    private static List<SessionRecord> sessions(Store store) {
        return store.sessions().search(SessionQuery.newest(99)).stream()
                .map(row -> store.sessions().get(row.sessionId()).orElseThrow())
                .sorted((one, other) -> one.row()
                        .sessionId()
                        .value()
                        .compareTo(other.row().sessionId().value()))
                .toList();
    }

    private static Store imported(TranscriptFormat format, String text) {
        Store store = Store.inMemory();
        new SessionImport(store, "imported", Clock.systemUTC())
                .take(TranscriptFiles.parse("export", text, format), session -> session);
        return store;
    }

    private static String exported(TranscriptFormat format, Store store) throws IOException {
        var text = new StringBuilder();
        TranscriptWriter.write(format, sessions(store).iterator(), text);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT", "CSV"})
    void keepsWhatWasSaidAndWhen(TranscriptFormat format) throws Exception {
        Store store = filled();
        String text = exported(format, store);

        Store again = imported(format, text);

        assertThat(sessions(again)).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(sessions(again).get(i).conversation())
                    .isEqualTo(sessions(store).get(i).conversation());
            assertThat(sessions(again).get(i).row().goal())
                    .isEqualTo(sessions(store).get(i).row().goal());
        }
        assertThat(exported(format, again)).isEqualTo(text);
    }

    @Test
    void keepsWhatWasSaidInShareGpt() throws Exception {
        Store store = Store.inMemory();
        record(
                store,
                "one",
                null,
                turn(
                        1,
                        ODD,
                        null,
                        Message.assistant(
                                "",
                                List.of(ToolCall.of("", "look_up", "{\"order\":17}")
                                        .withResult("x"))),
                        Message.assistant("Yes")),
                turn(2, "And?", null, Message.assistant("No")));
        String text = exported(TranscriptFormat.SHAREGPT, store);

        Store again = imported(TranscriptFormat.SHAREGPT, text);

        assertThat(sessions(again).getFirst().conversation().messages())
                .isEqualTo(sessions(store).getFirst().conversation().messages());
        assertThat(exported(TranscriptFormat.SHAREGPT, again)).isEqualTo(text);
    }

    @Test
    void readsShareGptAsItIsAbout() {
        List<RecordedSession> sessions = TranscriptFiles.parse("x", """
                        [{"id": "a", "system": "Be brief.", "conversations": [
                            {"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"},
                            {"from": "human", "value": "Order 17?"},
                            {"from": "function_call", "value": "{\\"name\\": \\"look_up\\", \\"arguments\\": {\\"order\\": 17}}"},
                            {"from": "observation", "value": "shipped"}, {"from": "gpt", "value": "Shipped."}]},
                         {"id": 7, "conversations": [{"from": "user", "value": "Hi"}, {"from": "assistant", "value": "Yes"}]}]
                        """, TranscriptFormat.SHAREGPT)
                .open()
                .toList();

        assertThat(sessions)
                .extracting(each -> String.valueOf(each.sessionId()))
                .containsExactly("a", "7");
        Turn turn = sessions.getFirst().conversation().turns().getLast();
        assertThat(turn.answer().text()).isEqualTo("Shipped.");
        assertThat(turn.answer().toolCalls())
                .containsExactly(ToolCall.of("", "look_up", "{\"order\":17}").withResult("shipped"));
    }

    @Test
    void readsTablesOfOthersWhoseSessionsAreMixed() {
        List<RecordedSession> sessions = TranscriptFiles.parse(
                        "x.csv",
                        "session_id,channel,role,content\r\na,web,user,Hi\nb,web,user,Hello\na,web,assistant,\"Yes, please\"\nb,web,assistant,No\n",
                        TranscriptFormat.CSV)
                .open()
                .toList();

        assertThat(sessions)
                .extracting(each -> each.conversation().messages().stream()
                        .map(Message::text)
                        .toList())
                .containsExactly(List.of("Hi", "Yes, please"), List.of("Hello", "No"));
    }

    @Test
    void saysWhatIsWrongWithATable() {
        assertThatThrownBy(() -> TranscriptFiles.parse("x.csv", "session,role,text\na,user,Hi\n", TranscriptFormat.CSV))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("x.csv:1")
                .hasMessageContaining("the header has no session_id, content (found: session, role, text)");
        assertThatThrownBy(() -> TranscriptFiles.parse(
                        "x.csv",
                        "session_id,role,content,tool_calls\na,user,Hi\na,bot,Hi,\na,user,Hi,[{\n",
                        TranscriptFormat.CSV))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 3 cells, the header has 4")
                .hasMessageContaining("must be one of user, assistant")
                .hasMessageContaining("'tool_calls' is no JSON");
        assertThatThrownBy(() -> TranscriptFiles.parse("x.csv", "", TranscriptFormat.CSV))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void noCellIsAFormula() throws Exception {
        for (String line : exported(TranscriptFormat.CSV, filled()).split("\r\n")) {
            for (String cell : cells(line)) {
                assertThat(cell).doesNotMatch("(?s)\\s*[=+@].*");
            }
        }
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        for (String cell : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            cells.add(cell.startsWith("\"") ? cell.substring(1) : cell);
        }
        return cells;
    }
}
