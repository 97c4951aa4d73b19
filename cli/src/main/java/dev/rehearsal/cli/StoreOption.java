package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.SchemaChange;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs and sessions are kept. */
final class StoreOption {
    static final String DEFAULT = "rehearsal.db";

    private static final String SQLITE = "sqlite:";

    /** What no shell gives a meaning to. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+=,-]*");

    /** A comment, for shells. */
    private static final String PASSWORD_ELSEWHERE = "  # with the password in PGPASSWORD or ~/.pgpass";

    @Option(
            names = "--store",
            paramLabel = "PLACE",
            description = "Where runs and sessions are kept: a file (default: " + DEFAULT + ") or a PostgreSQL URL.")
    private @Nullable String named;

    private String otherwise = DEFAULT;

    /** Where a file says, unless the command line says so. */
    void otherwise(@Nullable String place) {
        if (place != null) {
            otherwise = place;
        }
    }

    /** The store; made if it is not there. */
    Store open() {
        return Store.open(name());
    }

    /** @throws InvalidInputException if it is not there; reading makes no store */
    Store existing() {
        checkExisting();
        return open();
    }

    /** @throws InvalidInputException if it is not there */
    void checkExisting() {
        if (isMissing()) {
            throw new InvalidInputException(
                    "--store",
                    "there is no store at " + place()
                            + "; 'rehearse demo' or 'rehearse evaluate' makes one there, or name another"
                            + " with --store");
        }
    }

    /**
     * Brings its tables up to date.
     *
     * @throws InvalidInputException if it is not there
     */
    SchemaChange migrate() {
        checkExisting();
        return Store.migrate(name());
    }

    /** What to add to the end of a command line so that it means the same store; a password is not in it, but where to put it is. */
    String asArgument() {
        String place = place();
        if (place.equals(DEFAULT)) {
            return "";
        }
        String word = PLAIN.matcher(place).matches() ? place : "'" + place.replace("'", "'\\''") + "'";
        return " --store " + word + (place.equals(name()) ? "" : PASSWORD_ELSEWHERE);
    }

    /** How it may be shown: without a password. */
    String place() {
        return StoreName.withoutSecrets(name());
    }

    private String name() {
        return named == null ? otherwise : named;
    }

    /** Whether it is a file that is not there. */
    boolean isMissing() {
        String name = name();
        if (StoreName.isAddress(name)) {
            return false;
        }
        String file = name.startsWith(SQLITE) ? name.substring(SQLITE.length()).split("\\?", 2)[0] : name;
        try {
            return Files.notExists(Path.of(file));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--store", "'" + name + "' is no path of a file: " + e.getReason());
        }
    }
}
