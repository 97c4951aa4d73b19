package dev.rehearsal.store.sql;

/** A session that the writer knows the key of, with what the transaction under way adds to it. */
final class OpenSession {
    final long key;
    final OpenRun run;
    final Tally spend = new Tally();
    long turns;
    long newTurns;
    boolean changed;

    OpenSession(long key, OpenRun run, long turns) {
        this.key = key;
        this.run = run;
        this.turns = turns;
    }
}
