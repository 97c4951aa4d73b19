package dev.rehearsal.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Lets the driver load its native library from the user's cache folder. Left alone it unpacks the library anew on every start and compares
 * every byte of it, which costs a tenth of a second. Where that does not work, the driver goes its own way.
 */
final class SqliteDriver {
    private static final String PATH = "org.sqlite.lib.path";

    /** A folder for what makes the program start faster, or {@code off}; the launcher knows it too. */
    private static final String CACHE = "REHEARSAL_CACHE";

    private static boolean prepared;

    private SqliteDriver() {}

    static synchronized void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        boolean chosen = System.getProperty(PATH) != null || System.getProperty("org.sqlite.tmpdir") != null;
        if (chosen || "off".equals(System.getenv(CACHE))) {
            return;
        }
        try {
            System.setProperty(PATH, folder().toString());
        } catch (IOException | RuntimeException e) {
            System.getLogger(SqliteDriver.class.getName())
                    .log(System.Logger.Level.DEBUG, "the SQLite library is not cached", e);
        }
    }

    /** The folder that has the library; made now where it is not there. */
    private static Path folder() throws IOException {
        String system = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        Path folder = cache().resolve("sqlite-" + SQLiteJDBCLoader.getVersion())
                .resolve(system.toLowerCase(Locale.ROOT).replace(' ', '-'));
        String name = LibraryLoaderUtil.getNativeLibName();
        Path library = folder.resolve(name);
        if (!Files.isRegularFile(library)) {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
            unpack("/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name, library);
        }
        if (!OwnerOnly.isSafe(folder) || !OwnerOnly.isSafe(library)) {
            throw new IOException("others could have changed " + library);
        }
        return folder;
    }

    /** The library is there whole or not at all. */
    private static void unpack(String packed, Path library) throws IOException {
        Path unpacked = Files.createTempFile(library.getParent(), "unpacked", ".tmp");
        try (InputStream in = SqliteDriver.class.getResourceAsStream(packed)) {
            if (in == null) {
                throw new IOException("the driver has no " + packed);
            }
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private static Path cache() {
        String chosen = System.getenv(CACHE);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("rehearsal");
    }
}
