package dev.rehearsal.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Lets the driver load its native library from the user's cache folder. Left alone it unpacks the library anew on every start and compares
 * every byte of it, which costs a tenth of a second. Where that does not work, the driver goes its own way.
 */
final class SqliteDriver {
    private static final String PATH = "org.sqlite.lib.path";
    private static boolean prepared;

    private SqliteDriver() {}

    static synchronized void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        if (System.getProperty(PATH) != null || System.getProperty("org.sqlite.tmpdir") != null) {
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
        String platform = OSInfo.getNativeLibFolderPathForCurrentOS();
        String name = LibraryLoaderUtil.getNativeLibName();
        URL packed = SqliteDriver.class.getResource("/org/sqlite/native/" + platform + "/" + name);
        if (packed == null) {
            throw new IOException("no library for " + platform);
        }
        Path folder = cache().resolve("sqlite-" + SQLiteJDBCLoader.getVersion()).resolve(platform.replace('/', '-'));
        Path library = folder.resolve(name);
        URLConnection source = packed.openConnection();
        if (!Files.isRegularFile(library) || Files.size(library) != source.getContentLengthLong()) {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
            Path unpacked = Files.createTempFile(folder, "unpacked", ".tmp");
            try (InputStream in = source.getInputStream()) {
                Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
                Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unpacked);
            }
        }
        return folder;
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("rehearsal");
    }
}
