package dev.rehearsal.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Chromium; scripts/install-chromium brings it. */
public final class Chromium {
    public static final Path BINARY = Path.of("/usr/bin/chromium");

    /** Without a window, and without asking anybody for anything but the page. */
    public static final List<String> ALONE = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    /**
     * A page as it is when its scripts have done their work.
     *
     * @param folder where the browser may keep its files
     */
    public static String page(String address, Path folder) throws IOException {
        var command = new ArrayList<String>();
        command.add(BINARY.toString());
        command.addAll(ALONE);
        command.add("--user-data-dir=" + Files.createTempDirectory(folder, "chromium"));
        command.add("--window-size=1600,1200");
        command.add("--virtual-time-budget=30000");
        command.add("--dump-dom");
        command.add(address);
        Process browser = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
