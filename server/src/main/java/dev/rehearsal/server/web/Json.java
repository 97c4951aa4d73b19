package dev.rehearsal.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that is sent and received. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String TYPE = "application/json";

    private Json() {}

    /** One line of JSON. */
    public static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Attributes attributes -> attributes.asMap();
            case Map<?, ?> map -> {
                var copy = new java.util.LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, each) -> copy.put(name, plain(each)));
                yield copy;
            }
            case java.util.List<?> list -> list.stream().map(Json::plain).toList();
            case null, default -> value;
        };
    }

    /** Answers with JSON; what changes all the time is never taken from a cache. */
    public static void send(Context context, Map<String, ? extends @Nullable Object> values) {
        context.header("Cache-Control", "no-store").contentType(TYPE).result(text(values));
    }

    /**
     * The JSON object that was sent.
     *
     * @throws ProblemException if something else was sent
     */
    public static Attributes received(Context context) {
        String type = context.contentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(TYPE)) {
            throw new ProblemException(new Problem(
                    415, "Unsupported media type", "send " + TYPE + ", found " + (type == null ? "none" : type)));
        }
        try {
            return Attributes.parse(context.body());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("body", String.valueOf(e.getMessage()));
        }
    }
}
