package dev.rehearsal.server.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A published corpus of payloads for cross-site scripting; beside it stands whose it is and its licence. */
final class XssPayloads {
    private XssPayloads() {}

    static List<String> all() {
        var payloads = new ArrayList<String>();
        try (InputStream in = XssPayloads.class.getResourceAsStream("xss-payloads.jsonl")) {
            var mapper = new ObjectMapper();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                payloads.add(mapper.readValue(line, String.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return payloads;
    }
}
