package dev.rehearsal.store.sql;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells the time as the server has it, so that processes on several machines agree on when a lease has run out. */
final class ServerClock {
    private static final String NOW = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

    private ServerClock() {}

    /** Looks once, and goes by this machine's clock from then on. */
    static Clock of(Database database) throws SQLException {
        Instant before = Instant.now();
        Instant server = database.one(NOW, row -> Instant.EPOCH.plus(row.number(1), ChronoUnit.MICROS))
                .orElseThrow();
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        return Clock.offset(Clock.systemUTC(), Duration.between(middle, server));
    }
}
