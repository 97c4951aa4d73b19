package dev.rehearsal.store.sql;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import java.util.EnumMap;
import java.util.Map;

/** A run that the writer knows the key of, with what the transaction under way adds to it. */
final class OpenRun {
    final long key;
    final Map<Purpose, Tally> spend = new EnumMap<>(Purpose.class);
    boolean changed;

    OpenRun(long key) {
        this.key = key;
    }

    void add(ModelCall call) {
        spend.computeIfAbsent(call.key().purpose(), purpose -> new Tally()).add(call);
    }
}
