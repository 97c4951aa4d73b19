package dev.rehearsal.agents.reply;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.rehearsal.input.InvalidInputException;
import java.util.Optional;

/** Where in a JSON document something stands: a JSON path (RFC 9535), such as {@code $.reply.text}. */
public final class Place {
    private static final Configuration JSON = Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();

    private final String text;
    private final JsonPath path;

    private Place(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /**
     * @param name what it is for, for the message
     * @throws InvalidInputException if it is no JSON path
     */
    public static Place parse(String name, String text) {
        if (!text.startsWith("$")) {
            throw new InvalidInputException(
                    name, "is a JSON path, which begins with '$', such as '$.answer'; found '" + text + "'");
        }
        try {
            return new Place(text, JsonPath.compile(text));
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw new InvalidInputException(name, "'" + text + "' is no JSON path: " + e.getMessage());
        }
    }

    /** What stands there; nothing where nothing or null does. A path with wildcards gives a list, which may be empty. */
    public Optional<Object> in(Object document) {
        try {
            return Optional.ofNullable(path.read(document, JSON));
        } catch (PathNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
