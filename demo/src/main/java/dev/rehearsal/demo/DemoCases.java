package dev.rehearsal.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The demo's dozen test cases. */
public final class DemoCases {
    private DemoCases() {}

    /** The cases as a YAML file, as anyone would write them for their own agent. */
    public static String yaml() {
        try (InputStream in = DemoCases.class.getResourceAsStream("cases.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the resource cases.yaml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
