package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import org.jspecify.annotations.Nullable;

/** A session that the writer knows the key of, with what the transaction under way adds to it. One that took place elsewhere has no run. */
final class OpenSession {
    final long key;
    final @Nullable OpenRun run;
    final Tally spend = new Tally();
    long turns;
    long newTurns;
    boolean changed;

    /** The last turn whose user message was written here. */
    int spoken;

    private @Nullable TraceId trace;
    private int traced;

    OpenSession(long key, @Nullable OpenRun run, long turns) {
        this.key = key;
        this.run = run;
        this.turns = turns;
    }

    /** The trace of a turn of this session; kept, as a turn is written in two steps. */
    TraceId trace(SessionId id, int turn) {
        TraceId known = trace;
        if (known == null || turn != traced) {
            known = TraceId.of(id, turn);
            trace = known;
            traced = turn;
        }
        return known;
    }
}
