package dev.rehearsal.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What SciPy, statsmodels and ppi-python get; {@code reference.py} beside the numbers writes them. */
final class Reference {
    private Reference() {}

    static JsonNode of(String name) {
        try (InputStream json = Reference.class.getResourceAsStream("reference.json")) {
            return new ObjectMapper().readTree(json).required(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> all(String name) {
        return StreamSupport.stream(of(name).spliterator(), false).toList();
    }

    static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
