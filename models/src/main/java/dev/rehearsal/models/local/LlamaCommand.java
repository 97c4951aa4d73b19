package dev.rehearsal.models.local;

import de.kherud.llama.ModelParameters;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the process that runs a model is started.
 *
 * @param context the tokens that prompt and reply of one call may have together
 * @param slots how many calls' contexts are kept, so that a prompt that begins as an earlier one is read only once
 */
record LlamaCommand(Path file, int context, int slots, int threads) {
    /** What the process may see of the environment: where its files are, and no keys. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG");

    ProcessBuilder toProcess(Path libraryFolder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + LlamaChild.LIBRARY_FOLDER + "=" + libraryFolder,
                "-cp",
                classPath(),
                LlamaChild.class.getName(),
                file.toString(),
                String.valueOf(context),
                String.valueOf(slots),
                String.valueOf(threads)));
        process.environment().keySet().retainAll(ENVIRONMENT);
        return process;
    }

    /** Our classes and llama.cpp's are all that the process needs. */
    private static String classPath() {
        var places = new LinkedHashSet<String>();
        for (Class<?> type : List.of(LlamaChild.class, ModelParameters.class)) {
            var source = type.getProtectionDomain().getCodeSource();
            try {
                if (source == null || !"file".equals(source.getLocation().getProtocol())) {
                    return System.getProperty("java.class.path");
                }
                places.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException e) {
                return System.getProperty("java.class.path");
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
