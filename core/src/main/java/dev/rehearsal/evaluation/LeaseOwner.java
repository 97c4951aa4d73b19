package dev.rehearsal.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a process so that another one can tell whether it is dead: where there is a {@code /proc}, by the boot and the space of process
 * numbers that its number belongs to, and by when it started. Written as {@code PLACE/PID/START/RANDOM}; elsewhere the place is
 * {@code unknown}, and nobody can tell.
 */
final class LeaseOwner {
    private static final String UNKNOWN = "unknown";
    private static final int STATE = 0;
    private static final int START = 19;

    private LeaseOwner() {}

    /** A name for this process, another one at each call. */
    static String ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        String start = statistics(pid).map(fields -> fields[START]).orElse("");
        return String.join(
                "/", place(), Long.toString(pid), start, UUID.randomUUID().toString());
    }

    /** Whether that process has certainly ended; false where it is not known. */
    static boolean isDead(String owner) {
        String[] parts = owner.split("/", -1);
        if (parts.length != 4 || parts[0].equals(UNKNOWN) || !parts[0].equals(place())) {
            return false;
        }
        long pid;
        try {
            pid = Long.parseLong(parts[1]);
        } catch (NumberFormatException e) {
            return false;
        }
        if (!Files.exists(Path.of("/proc", "self", "stat"))) {
            return false;
        }
        Optional<String[]> fields = statistics(pid);
        return fields.isEmpty()
                ? Files.notExists(Path.of("/proc", Long.toString(pid)))
                : !fields.get()[START].equals(parts[2]) || fields.get()[STATE].equals("Z");
    }

    private static String place() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return boot + "-" + space.replaceAll("\\D", "");
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** The fields of {@code /proc/PID/stat} that follow the program's name, which may have spaces and brackets in it. */
    private static Optional<String[]> statistics(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return fields.length > START ? Optional.of(fields) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
