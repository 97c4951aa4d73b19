package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page's style sheet, and its hash: the page's policy allows this one and nothing else. */
final class Style {
    private Style() {}

    static String text() {
        try (InputStream in = Objects.requireNonNull(Style.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hash(String text) {
        return "sha256-" + Digest.of(text).base64();
    }
}
