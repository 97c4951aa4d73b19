package dev.rehearsal.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of two MiB in memory; only the system's owner can mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** One in a new folder below that one; none where it cannot be mounted. */
    public static Optional<SmallDisk> mount(Path parent) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("disk"));
        return succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    /** Makes it larger, with what is on it. Says whether it could. */
    public boolean resize(int mib) throws InterruptedException {
        return remount("size=" + mib + "m");
    }

    /** Lets nobody write to it any more. Says whether it could. */
    public boolean protect() throws InterruptedException {
        return remount("ro");
    }

    private boolean remount(String option) throws InterruptedException {
        return succeeds("mount", "-o", "remount," + option, folder.toString());
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        succeeds("umount", folder.toString());
    }
}
