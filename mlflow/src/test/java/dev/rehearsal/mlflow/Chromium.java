package dev.rehearsal.mlflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The browser of this machine. */
final class Chromium {
    private Chromium() {}

    /** A page as it is when its scripts have done their work. */
    static String page(String address, Path folder) throws IOException {
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + Files.createTempDirectory(folder, "chromium"),
                        "--window-size=1600,1200",
                        "--virtual-time-budget=30000",
                        "--dump-dom",
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
