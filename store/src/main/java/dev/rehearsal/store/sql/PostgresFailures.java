package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Says in one line what went wrong with a PostgreSQL server and what to do. Nothing that the driver says has the password. */
final class PostgresFailures implements Failures {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final PostgresLocation location;

    PostgresFailures(PostgresLocation location) {
        this.location = location;
    }

    PostgresLocation location() {
        return location;
    }

    @Override
    public boolean isOfSurroundings(SQLException failure) {
        String state = state(failure);
        return isLost(failure)
                || isPassing(failure)
                || switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    // Connections, who one is, read-only, no such database or table, no rights, resources, limits, the
                    // system, damage.
                    case "08", "28", "25", "3D", "3F", "42", "53", "58", "XX" -> true;
                    default -> state.equals(LOCK_NOT_AVAILABLE);
                };
    }

    /** Whether the connection is no more, or there is none. */
    static boolean isLost(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08")
                // The server ends, or is only starting; or it ended a transaction in which nothing happened.
                || state.startsWith("57P")
                || state.equals("25P03");
    }

    /** Whether the same transaction is likely to succeed when it is done again: it met another one. */
    static boolean isPassing(SQLException failure) {
        String state = state(failure);
        return state.equals("40001") || state.equals("40P01");
    }

    private static String state(SQLException failure) {
        return String.valueOf(cause(failure).getSQLState());
    }

    /** The pool says that it has no connection; why, says the last attempt to make one. */
    private static SQLException cause(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause
                ? cause
                : failure;
    }

    @Override
    public StoreException of(SQLException failure) {
        SQLException cause = cause(failure);
        return new StoreException("the store " + location + " " + what(cause), failure);
    }

    private String what(SQLException failure) {
        String state = state(failure);
        String user = "the user '" + location.user() + "'";
        return switch (state) {
            case "08001" -> unreachable(failure);
            case "08004" ->
                detail(failure).contains("no password")
                        ? "asks for the password of " + user + "; set PGPASSWORD, or write it into ~/.pgpass"
                        : "turned the connection away: " + detail(failure);
            case "28P01" ->
                "refused the password of " + user + "; set the right one in PGPASSWORD, or write it into ~/.pgpass";
            case "28000" -> "does not let in " + user + " (" + detail(failure) + "); check the server's pg_hba.conf";
            case "3D000" ->
                "has no database '" + location.database() + "'; make one with: createdb " + location.database();
            case "3F000", "42P01" ->
                "has no tables of ours in the schema '" + location.schema()
                        + "' any more; restore them, or open the store anew";
            case "42501" ->
                user + " may not do it (" + detail(failure)
                        + "); let the database's owner run: CREATE SCHEMA IF NOT EXISTS " + location.schema()
                        + " AUTHORIZATION \"" + location.user() + "\"";
            case "25006" -> "is read-only (a standby server?); name the primary one";
            case "53100" ->
                "cannot grow: the server's disk is full. Make room and resume; what was written before is kept";
            case "53300" ->
                "has no connection left; let the server have more (max_connections), or take fewer with ?readers=2";
            case "57P03" -> "is not ready: " + detail(failure) + "; try again in a moment";
            case "54000" -> "cannot keep a text that is so long: " + detail(failure);
            case LOCK_NOT_AVAILABLE ->
                "is busy: another process has been writing for more than "
                        + location.busyTimeout().toSeconds() + " s; end it, or wait longer with ?busy_timeout=SECONDS";
            default ->
                isLost(failure)
                        ? "was lost (" + detail(failure) + "); what was acknowledged is kept. Resume when it is back"
                        : "failed: " + detail(failure) + (state.equals("null") ? "" : " (" + state + ")");
        };
    }

    private String unreachable(SQLException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return "cannot be reached: there is no host '" + each.getMessage() + "'; check the address";
            }
            if (each instanceof SocketTimeoutException) {
                return "cannot be reached: no answer from " + location.hosts() + "; check the address and the network";
            }
            if (each instanceof IOException) {
                return "cannot be reached: " + line(String.valueOf(each.getMessage())) + " (" + location.hosts()
                        + "); start the server, or check the address";
            }
        }
        return "cannot be reached: " + detail(failure);
    }

    private static String detail(SQLException failure) {
        return line(String.valueOf(failure.getMessage())).replaceFirst("^(FATAL|ERROR|PANIC): ", "");
    }

    private static String line(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }
}
