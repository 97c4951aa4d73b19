package dev.rehearsal.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell starts its background jobs with Ctrl-C ignored; programs started by them inherit that, and Java then never sees an
 * interrupt.
 */
final class Signals {
    private static final long INTERRUPT = 1L << (2 - 1);
    private static final String IGNORED = "SigIgn:";

    private Signals() {}

    /** What to put before a command so that it can be interrupted: nothing, unless this process itself cannot. */
    static List<String> restoringInterrupt() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(IGNORED)) {
                    long mask = Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).strip(), 16);
                    return (mask & INTERRUPT) == 0 ? List.of() : List.of("env", "--default-signal=INT");
                }
            }
        } catch (IOException noSuchFile) {
            // Only Linux tells; elsewhere it is left as it is.
        }
        return List.of();
    }
}
