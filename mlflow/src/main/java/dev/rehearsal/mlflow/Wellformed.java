package dev.rehearsal.mlflow;

import java.nio.charset.StandardCharsets;

/** Text that a server can take: protobuf and databases refuse halves of surrogate pairs, PostgreSQL also NUL. */
final class Wellformed {
    private Wellformed() {}

    static String of(String text) {
        boolean odd = false;
        for (int i = 0; i < text.length() && !odd; i++) {
            char c = text.charAt(i);
            odd = c == 0 || Character.isSurrogate(c);
        }
        // the way there and back replaces what is no character
        return odd
                ? new String(text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }
}
