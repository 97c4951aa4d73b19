package dev.rehearsal.store.sql;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of a PostgreSQL store's address. */
final class PostgresOptions {
    static final String SCHEMA = "rehearsal";

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);
    private static final int READERS = 4;
    private static final int MOST_READERS = 100;
    private static final String[] OWN = {"schema", "readers", "busy_timeout", "user", "password"};

    /** The driver's names by the names that PostgreSQL's own programs take, and by the driver's own. */
    private static final Map<String, String> DRIVER = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("channelBinding", "channelBinding"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("connectTimeout", "connectTimeout"),
            Map.entry("socketTimeout", "socketTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("ApplicationName", "ApplicationName"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("gssEncMode", "gssEncMode"),
            Map.entry("targetServerType", "targetServerType"),
            Map.entry("tcpKeepAlive", "tcpKeepAlive"),
            Map.entry("options", "options"));

    private final String shown;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> driver = new TreeMap<>();
    private @Nullable String user;
    private @Nullable String password;
    private String schema = SCHEMA;
    private int readers = READERS;
    private Duration busyTimeout = BUSY_TIMEOUT;

    /** @param shown the address as faults name it */
    PostgresOptions(String shown) {
        this.shown = shown;
    }

    void read(String options) {
        for (String option : options.isEmpty() ? new String[0] : options.split("&")) {
            String[] parts = option.split("=", 2);
            try {
                read(
                        parts[0],
                        parts.length < 2
                                ? ""
                                : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                fault("has an option '" + parts[0] + "' with a % without two digits behind it; a % itself is %25");
            }
        }
    }

    private void read(String name, String value) {
        switch (name) {
            case "schema", "currentSchema" -> {
                if (!value.matches("[a-z_][a-z0-9_]{0,62}") || value.startsWith("pg_")) {
                    fault("has a schema '" + value + "'; a name has small letters, digits and _, 63 at most");
                }
                schema = value;
            }
            case "readers" -> readers = number(name, value, 1, MOST_READERS);
            case "busy_timeout" -> busyTimeout = Duration.ofSeconds(number(name, value, 0, 99_999));
            case "user" -> user = value;
            case "password" -> password = value;
            default -> {
                String known = DRIVER.get(name);
                if (known == null) {
                    var names = new TreeSet<>(DRIVER.keySet());
                    names.addAll(List.of(OWN));
                    fault("has no option '" + name + "'" + Names.suggestion(name, List.copyOf(names)) + " (known: "
                            + String.join(", ", names) + ")");
                } else {
                    driver.put(known, value);
                }
            }
        }
    }

    private int number(String name, String value, int least, int most) {
        if (value.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        fault("has '" + name + "=" + value + "'; it is a whole number from " + least + " to " + most);
        return least;
    }

    void fault(String message) {
        faults.add(new Fault(shown, message));
    }

    /** @throws InvalidInputException if there was a fault */
    void check() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    void user(String named) {
        user = named;
    }

    void password(String named) {
        password = named;
    }

    String user(Map<String, String> environment) {
        if (user != null && !user.isEmpty()) {
            return user;
        }
        return environment.getOrDefault("PGUSER", System.getProperty("user.name"));
    }

    @Nullable
    String password(Map<String, String> environment) {
        String named = password == null ? environment.get("PGPASSWORD") : password;
        return named == null || named.isEmpty() ? null : named;
    }

    String schema() {
        return schema;
    }

    int readers() {
        return readers;
    }

    Duration busyTimeout() {
        return busyTimeout;
    }

    Map<String, String> driver() {
        return driver;
    }
}
