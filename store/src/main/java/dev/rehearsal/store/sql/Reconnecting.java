package dev.rehearsal.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Connects anew when the connection to a server was lost, for as long as one has patience; what met another transaction is done again. */
final class Reconnecting implements Recovery {
    private static final int MOST_MEETINGS = 10;
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final long patience;
    private long lostSince;

    Reconnecting(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    public boolean recovers(Database database, SQLException failure, int attempt) {
        if (PostgresFailures.isPassing(failure)) {
            return attempt <= MOST_MEETINGS;
        }
        if (!PostgresFailures.isLost(failure)) {
            return false;
        }
        database.disconnect();
        long now = System.nanoTime();
        if (attempt == 1) {
            lostSince = now;
            return true;
        }
        long left = patience - (now - lostSince);
        if (left <= 0) {
            return false;
        }
        LockSupport.parkNanos(Math.min(left, Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(attempt, 10))));
        return true;
    }
}
