package dev.rehearsal.store.sql;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.StoreName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL store is and how it is opened: {@code postgresql://user:password@host:port/database?schema=rehearsal&…}, also as
 * {@code postgres://…} and {@code jdbc:postgresql://…}. What it does not say, the variables say that PostgreSQL's own programs take: PGHOST,
 * PGPORT, PGUSER, PGDATABASE and PGPASSWORD; where no password is named at all, the driver looks into {@code ~/.pgpass}.
 *
 * @param hosts one or more of {@code host:port}, separated by commas
 * @param schema what the tables are in
 * @param readers how many connections read at most; one more writes
 * @param busyTimeout how long to wait for another process that is writing, and for a server that went away
 * @param driver options of the driver by its own names
 */
record PostgresLocation(
        String hosts,
        String database,
        String user,
        @Nullable String password,
        String schema,
        int readers,
        Duration busyTimeout,
        Map<String, String> driver) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:jdbc:)?(?:postgresql|postgres):(?://(?:([^/?]*)@)?([^/?@]*)/?)?([^/?@]*)(?:\\?(.*))?");

    PostgresLocation {
        driver = Map.copyOf(driver);
    }

    /** @throws InvalidInputException if it is not of that form; the message has no password */
    static PostgresLocation parse(String name, Map<String, String> environment) {
        String shown = StoreName.withoutSecrets(name);
        Matcher address = ADDRESS.matcher(name);
        if (!address.matches() || shown.endsWith("…")) {
            throw new InvalidInputException(
                    shown,
                    "is no address of a PostgreSQL store, which is postgresql://user@host:port/database?option=value;"
                            + " of the characters in a name or password, : / ? # @ & and % are written as %3A %2F %3F %23 %40 %26 and %25");
        }
        var options = new PostgresOptions(shown);
        options.read(address.group(4) == null ? "" : address.group(4));
        String[] user =
                address.group(1) == null ? new String[0] : address.group(1).split(":", 2);
        if (user.length > 0) {
            options.user(decoded(shown, user[0]));
        }
        if (user.length > 1) {
            options.password(decoded(shown, user[1]));
        }
        String hosts = address.group(2) == null ? "" : decoded(shown, address.group(2));
        if (hosts.startsWith("/")) {
            options.fault("names a socket in a folder; name a host, such as localhost");
        }
        options.check();
        String named = options.user(environment);
        String database = decoded(shown, address.group(3));
        return new PostgresLocation(
                hosts(hosts, environment),
                database.isEmpty() ? environment.getOrDefault("PGDATABASE", named) : database,
                named,
                options.password(environment),
                options.schema(),
                options.readers(),
                options.busyTimeout(),
                options.driver());
    }

    private static String hosts(String hosts, Map<String, String> environment) {
        String port = ":" + environment.getOrDefault("PGPORT", "5432");
        var complete = new ArrayList<String>();
        for (String host : (hosts.isEmpty() ? environment.getOrDefault("PGHOST", "localhost") : hosts).split(",")) {
            String named = host.isEmpty() || host.startsWith(":") ? "localhost" + host : host;
            complete.add(named.matches(".*:[0-9]+") && !named.endsWith("]") ? named : named + port);
        }
        return String.join(",", complete);
    }

    private static String decoded(String shown, String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(shown, "has a % without two digits behind it; a % itself is %25");
        }
    }

    /** The address without password. */
    @Override
    public String toString() {
        var shown = new StringBuilder("postgresql://" + user + "@" + hosts + "/" + database);
        return (schema.equals(PostgresOptions.SCHEMA)
                        ? shown
                        : shown.append("?schema=").append(schema))
                .toString();
    }
}
