package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a store has of a run about items. */
record Kept(List<SessionRecord> sessions) {
    static Kept of(Store store, RunId runId) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            return new Kept(sessions.toList());
        }
    }

    /** By session id and number, those that failed left out. */
    List<String> turns() {
        var turns = new ArrayList<String>();
        for (SessionRecord session : sessions) {
            session.conversation().turns().stream()
                    .filter(turn -> turn.failure() == null)
                    .forEach(turn -> turns.add(session.row().sessionId() + " " + turn.number()));
        }
        return turns;
    }

    static int item(SessionRecord session) {
        return (int) session.row().index() + 1;
    }

    /** Every case has one session, and in each there is what was said about its item, in its order. */
    void areWhole(int cases) {
        assertThat(sessions).extracting(Kept::item).doesNotHaveDuplicates().hasSize(cases);
        for (SessionRecord session : sessions) {
            int number = 0;
            for (Turn turn : session.conversation().turns()) {
                number++;
                assertThat(turn.number()).isEqualTo(number);
                assertThat(turn.user().text())
                        .isEqualTo("What about item " + item(session) + "? (question " + number + ")");
                if (turn.failure() == null) {
                    assertThat(turn.answer().text())
                            .isEqualTo("This I know about item " + item(session) + ". (answer " + number + ")");
                }
            }
        }
    }
}
