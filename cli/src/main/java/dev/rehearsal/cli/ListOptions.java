package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import picocli.CommandLine.Option;

/** What every listing takes. */
final class ListOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "The most rows (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--json", description = "Write one JSON array.")
    private boolean json;

    int limit() {
        if (limit < 1) {
            throw new InvalidInputException("--limit", "is at least 1, found " + limit);
        }
        return limit;
    }

    boolean json() {
        return json;
    }
}
