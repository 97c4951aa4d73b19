package dev.rehearsal.model;

import dev.rehearsal.conversation.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of a budget. A call reserves what it may take before it is made and settles afterwards, so that calls in flight together
 * cannot overshoot. A session's ledger stands on its run's: what it reserves is reserved there too. Safe for use by many threads.
 */
public final class Ledger {
    private final String name;
    private final Budget budget;
    private final @Nullable Ledger parent;
    private long tokens;
    private BigDecimal usd = BigDecimal.ZERO;

    private Ledger(String name, Budget budget, @Nullable Ledger parent) {
        this.name = name;
        this.budget = budget;
        this.parent = parent;
    }

    public static Ledger ofRun(Budget budget) {
        return new Ledger("run", budget, null);
    }

    public Ledger ofSession(Budget budget) {
        return new Ledger("session", budget, this);
    }

    /** The ledger of a session that goes on: what it used before is on this ledger already. */
    public Ledger ofSession(Budget budget, Spend before) {
        Ledger session = ofSession(budget);
        session.tokens = before.usage().totalTokens();
        session.usd = before.usd() == null ? BigDecimal.ZERO : before.usd();
        return session;
    }

    /** Adds what was used before, for example by the part of a run that is resumed. */
    public synchronized void used(Usage usage, @Nullable BigDecimal cost) {
        tokens += usage.totalTokens();
        if (cost != null) {
            usd = usd.add(cost);
        }
        if (parent != null) {
            parent.used(usage, cost);
        }
    }

    /** @throws ModelException.BudgetSpent if the estimate does not fit in what is left, here or in the run */
    void reserve(long estimatedTokens, BigDecimal estimatedUsd) {
        if (parent != null) {
            parent.reserve(estimatedTokens, estimatedUsd);
        }
        String refused = reserveHere(estimatedTokens, estimatedUsd);
        if (refused != null) {
            if (parent != null) {
                parent.settle(estimatedTokens, estimatedUsd, 0, BigDecimal.ZERO);
            }
            throw new ModelException.BudgetSpent(refused);
        }
    }

    private synchronized @Nullable String reserveHere(long estimatedTokens, BigDecimal estimatedUsd) {
        Long mostTokens = budget.tokens();
        BigDecimal mostUsd = budget.usd();
        if (mostTokens != null && tokens + estimatedTokens > mostTokens) {
            return "the " + name + "'s budget of " + mostTokens + " tokens does not allow the next call: " + tokens
                    + " are used or reserved, it may take " + estimatedTokens;
        }
        if (mostUsd != null && usd.add(estimatedUsd).compareTo(mostUsd) > 0) {
            return "the " + name + "'s budget of $" + mostUsd.toPlainString() + " does not allow the next call: $"
                    + cents(usd) + " are spent or reserved, it may take $" + cents(estimatedUsd);
        }
        tokens += estimatedTokens;
        usd = usd.add(estimatedUsd);
        return null;
    }

    /** To four places, rounded up. */
    private static String cents(BigDecimal usd) {
        return usd.setScale(usd.signum() == 0 ? 0 : 4, RoundingMode.UP).toPlainString();
    }

    /** Replaces a reservation by what the call really took. */
    synchronized void settle(long estimatedTokens, BigDecimal estimatedUsd, long usedTokens, BigDecimal spentUsd) {
        tokens += usedTokens - estimatedTokens;
        usd = usd.subtract(estimatedUsd).add(spentUsd);
        if (parent != null) {
            parent.settle(estimatedTokens, estimatedUsd, usedTokens, spentUsd);
        }
    }

    /** Whether any bound on tokens or money is set, here or in the run. */
    boolean isBounded() {
        return budget.tokens() != null || budget.usd() != null || (parent != null && parent.isBounded());
    }

    boolean needsPrices() {
        return budget.usd() != null || (parent != null && parent.needsPrices());
    }

    public synchronized long tokens() {
        return tokens;
    }

    public synchronized BigDecimal usd() {
        return usd;
    }
}
