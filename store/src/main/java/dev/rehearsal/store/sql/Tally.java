package dev.rehearsal.store.sql;

import dev.rehearsal.model.ModelCall;

/** What the model calls of the transaction under way took together, for a row that has the sum. */
final class Tally {
    long calls;
    long inputTokens;
    long outputTokens;
    long cachedInputTokens;
    long usd;
    long unpricedCalls;

    void add(ModelCall call) {
        calls++;
        inputTokens += call.usage().inputTokens();
        outputTokens += call.usage().outputTokens();
        cachedInputTokens += call.usage().cachedInputTokens();
        if (call.usd() == null) {
            unpricedCalls++;
        } else {
            usd = Math.addExact(usd, Cells.of(call.usd()));
        }
    }

    void clear() {
        calls = inputTokens = outputTokens = cachedInputTokens = usd = unpricedCalls = 0;
    }
}
