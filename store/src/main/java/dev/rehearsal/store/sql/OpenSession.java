package dev.rehearsal.store.sql;

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

    OpenSession(long key, @Nullable OpenRun run, long turns) {
        this.key = key;
        this.run = run;
        this.turns = turns;
    }
}
