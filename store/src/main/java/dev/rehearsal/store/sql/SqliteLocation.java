package dev.rehearsal.store.sql;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a SQLite store is and how it is opened: {@code PATH}, or {@code sqlite:PATH?synchronous=full&busy_timeout=5&mode=ro}.
 *
 * @param full whether what is written also outlives a loss of power, not only the death of the process
 * @param busyTimeout how long to wait for another process that is writing
 * @param readOnly whether the file is only read; it then has to be there
 */
record SqliteLocation(Path path, boolean full, Duration busyTimeout, boolean readOnly) {
    private static final String SCHEME = "sqlite:";
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    /** @throws InvalidInputException if it is not of that form */
    static SqliteLocation parse(String name) {
        if (!name.startsWith(SCHEME)) {
            return new SqliteLocation(path(name, name), false, BUSY_TIMEOUT, false);
        }
        String rest = name.substring(SCHEME.length());
        int question = rest.indexOf('?');
        var location = new SqliteLocation(
                path(name, question < 0 ? rest : rest.substring(0, question)), false, BUSY_TIMEOUT, false);
        if (question < 0) {
            return location;
        }
        var faults = new ArrayList<Fault>();
        for (String option : rest.substring(question + 1).split("&")) {
            location = location.with(name, option, faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return location;
    }

    private static Path path(String name, String path) {
        if (path.isBlank()) {
            throw new InvalidInputException(name, "names no file; for example sqlite:rehearsal.db");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(name, "is no path: " + e.getReason());
        }
    }

    private SqliteLocation with(String name, String option, List<Fault> faults) {
        switch (option) {
            case "synchronous=full" -> {
                return new SqliteLocation(path, true, busyTimeout, readOnly);
            }
            case "synchronous=normal" -> {
                return new SqliteLocation(path, false, busyTimeout, readOnly);
            }
            case "mode=ro" -> {
                return new SqliteLocation(path, full, busyTimeout, true);
            }
            case "mode=rw" -> {
                return new SqliteLocation(path, full, busyTimeout, false);
            }
            default -> {
                if (option.matches("busy_timeout=[0-9]{1,5}")) {
                    var seconds = Duration.ofSeconds(Long.parseLong(option.substring("busy_timeout=".length())));
                    return new SqliteLocation(path, full, seconds, readOnly);
                }
                List<String> known =
                        List.of("synchronous=full", "synchronous=normal", "mode=ro", "mode=rw", "busy_timeout=SECONDS");
                faults.add(new Fault(
                        name,
                        "has no option '" + option + "'" + Names.suggestion(option, known) + " (known: "
                                + String.join(", ", known) + ")"));
                return this;
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
