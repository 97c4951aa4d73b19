package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs and sessions are kept. */
final class StoreOption {
    static final String DEFAULT = "rehearsal.db";

    private static final String SQLITE = "sqlite:";

    @Option(
            names = "--store",
            paramLabel = "PLACE",
            description = "Where runs and sessions are kept: a file (default: " + DEFAULT + ").")
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
        return Store.open(place());
    }

    /** @throws InvalidInputException if it is not there; reading makes no store */
    Store existing() {
        if (isMissing()) {
            throw new InvalidInputException(
                    "--store",
                    "there is no store at " + place()
                            + "; 'rehearse demo' or 'rehearse evaluate' makes one there, or name another"
                            + " with --store");
        }
        return open();
    }

    /** What to add to a command line so that it means the same store. */
    String asArgument() {
        String place = place();
        return place.equals(DEFAULT) ? "" : " --store " + (place.contains(" ") ? "'" + place + "'" : place);
    }

    String place() {
        return named == null ? otherwise : named;
    }

    /** Whether it is a file that is not there. */
    boolean isMissing() {
        String place = place();
        String file = place.startsWith(SQLITE) ? place.substring(SQLITE.length()) : place;
        if (!place.startsWith(SQLITE) && file.matches("[a-z][a-z0-9+]+:.*")) {
            return false;
        }
        try {
            return Files.notExists(Path.of(file));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--store", "'" + place + "' is no path of a file: " + e.getReason());
        }
    }
}
