package dev.rehearsal.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a model call belongs: its case, trial and turn, the session's budget, and who is told when it was made. */
public final class CallScope {
    private final String caseId;
    private final int trial;
    private final int turn;
    private final boolean spare;
    private final @Nullable Ledger ledger;
    private final Consumer<ModelCall> listener;

    private CallScope(
            String caseId, int trial, int turn, boolean spare, @Nullable Ledger ledger, Consumer<ModelCall> listener) {
        this.caseId = caseId;
        this.trial = trial;
        this.turn = turn;
        this.spare = spare;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Outside of a run: no budget, nobody listens. */
    public static CallScope none() {
        return new CallScope("", 1, 0, false, null, call -> {});
    }

    /** Of a trial of a case. */
    public static CallScope of(String caseId, int trial, @Nullable Ledger ledger, Consumer<ModelCall> listener) {
        return new CallScope(caseId, trial, 0, false, ledger, listener);
    }

    public CallScope atTurn(int turn) {
        return new CallScope(caseId, trial, turn, spare, ledger, listener);
    }

    /** For a call that may turn out not to be needed: it takes an idle slot only. */
    public CallScope asSpare() {
        return new CallScope(caseId, trial, turn, true, ledger, listener);
    }

    public CallScope withListener(Consumer<ModelCall> listener) {
        return new CallScope(caseId, trial, turn, spare, ledger, listener);
    }

    /** The key of a call in this scope. */
    public CallKey key(Purpose purpose, String detail) {
        return new CallKey(purpose, caseId, trial, turn, detail, 0);
    }

    public boolean isSpare() {
        return spare;
    }

    public int turn() {
        return turn;
    }

    @Nullable
    Ledger ledger() {
        return ledger;
    }

    void made(ModelCall call) {
        listener.accept(call);
    }
}
