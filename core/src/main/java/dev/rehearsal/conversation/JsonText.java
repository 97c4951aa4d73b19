package dev.rehearsal.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place of the domain that knows the JSON library. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader OBJECTS = MAPPER.readerFor(Map.class);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private JsonText() {}

    static Attributes parseObject(String json) {
        try {
            Map<String, ?> values = OBJECTS.readValue(json);
            if (values == null) {
                throw new IllegalArgumentException("expected a JSON object, found: null");
            }
            return Attributes.from(values);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    "not a JSON object"
                            + (place == null
                                    ? ""
                                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")")
                            + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    static String write(@Nullable Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON-like: " + e.getOriginalMessage(), e);
        }
    }
}
