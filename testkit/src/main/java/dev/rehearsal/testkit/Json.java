package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one reader and writer of JSON. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
}
