package dev.rehearsal.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names a process so that another one can tell whether it is dead: where there is a {@code /proc}, by the boot and the space of process
 * numbers that its number belongs to, and by when it started. Written as {@code PLACE/PID/START/RANDOM-NUMBER}; elsewhere the place is
 * {@code unknown}, and nobody can tell.
 */
final class LeaseOwner {
    private static final String UNKNOWN = "unknown";
    private static final int STATE = 0;
    private static final int START = 19;

    /** What of this process's names nobody else has, not even another class loader in it. */
    private static final String OWN = UUID.randomUUID().toString().replace("-", "");

    /** The names of this process that are still in use. */
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    private LeaseOwner() {}

    /** A name for this process, another one at each call; to be {@linkplain #retire retired}. */
    static String ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        String start = statistics(pid).map(fields -> fields[START]).orElse("");
        String owner = place() + "/" + pid + "/" + start + "/" + OWN + "-" + UUID.randomUUID();
        IN_USE.add(owner);
        return owner;
    }

    /** The process goes on, but not under this name. */
    static void retire(String owner) {
        IN_USE.remove(owner);
    }

    /** Whether that process has certainly ended, or has retired the name; false where it is not known. */
    static boolean isDead(String owner) {
        String[] parts = owner.split("/", -1);
        if (parts.length != 4) {
            return false;
        }
        if (parts[3].startsWith(OWN)) {
            return !IN_USE.contains(owner);
        }
        return !parts[0].equals(UNKNOWN) && parts[0].equals(place()) && isGone(parts[1], parts[2]);
    }

    private static boolean isGone(String pid, String start) {
        long number;
        try {
            number = Long.parseLong(pid);
        } catch (NumberFormatException e) {
            return false;
        }
        Optional<String[]> fields = statistics(number);
        return fields.isEmpty()
                ? Files.notExists(Path.of("/proc", pid))
                : !fields.get()[START].equals(start) || fields.get()[STATE].equals("Z");
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
