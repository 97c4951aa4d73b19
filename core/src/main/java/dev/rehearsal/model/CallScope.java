package dev.rehearsal.model;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a model call belongs: its case, trial and turn, the session's budget, and who is told when it was made. */
public final class CallScope {
    private static final Runnable NEEDED = () -> {};

    private final String caseId;
    private final int trial;
    private final int turn;
    private final @Nullable Ledger ledger;
    private final Consumer<ModelCall> listener;

    /** Null for a call that is needed; else what to run when it becomes needed, {@link #NEEDED} when it has. */
    private final @Nullable AtomicReference<Runnable> spare;

    private CallScope(
            String caseId,
            int trial,
            int turn,
            @Nullable Ledger ledger,
            Consumer<ModelCall> listener,
            @Nullable AtomicReference<Runnable> spare) {
        this.caseId = caseId;
        this.trial = trial;
        this.turn = turn;
        this.ledger = ledger;
        this.listener = listener;
        this.spare = spare;
    }

    /** Outside of a run: no budget, nobody listens. */
    public static CallScope none() {
        return new CallScope("", 1, 0, null, call -> {}, null);
    }

    /** Of a trial of a case. */
    public static CallScope of(String caseId, int trial, @Nullable Ledger ledger, Consumer<ModelCall> listener) {
        return new CallScope(caseId, trial, 0, ledger, listener, null);
    }

    public CallScope atTurn(int turn) {
        return new CallScope(caseId, trial, turn, ledger, listener, spare);
    }

    /** For a call that may turn out not to be needed: until {@link #nowNeeded} it takes an idle slot only. */
    public CallScope asSpare() {
        return new CallScope(caseId, trial, turn, ledger, listener, new AtomicReference<>(() -> {}));
    }

    public CallScope withListener(Consumer<ModelCall> listener) {
        return new CallScope(caseId, trial, turn, ledger, listener, spare);
    }

    /** The key of a call in this scope. */
    public CallKey key(Purpose purpose, String detail) {
        return new CallKey(purpose, caseId, trial, turn, detail, 0);
    }

    /** A spare call is needed after all: it waits like any other from now on. */
    public void nowNeeded() {
        if (spare != null) {
            spare.getAndSet(NEEDED).run();
        }
    }

    boolean isSpare() {
        return spare != null && spare.get() != NEEDED;
    }

    /** Runs that when the call becomes needed, or at once if it is. */
    void whenNeeded(Runnable action) {
        if (spare != null) {
            Runnable before = spare.get();
            if (before == NEEDED || !spare.compareAndSet(before, action)) {
                action.run();
            }
        }
    }

    @Nullable
    Ledger ledger() {
        return ledger;
    }

    void made(ModelCall call) {
        listener.accept(call);
    }
}
