package dev.rehearsal.agents.options;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts secrets where a text names them: an environment variable, <code>${TOKEN}</code>, or a file, <code>${file:/run/secrets/token}</code>.
 *
 * @param secrets learns what was put in, so that it can be hidden wherever a server quotes it
 */
public record Variables(Map<String, String> environment, Secrets secrets) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)|file:([^}]+))}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public static Variables from(ModelSettings settings, Secrets secrets) {
        return new Variables(settings.environment(), secrets);
    }

    /**
     * @param place where the text stands
     * @throws InvalidInputException if a variable is not set, a file cannot be read, or the value cannot be sent; no value is in the message
     */
    public String fill(String place, String text) {
        var filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(2) == null
                    ? variable(place, matcher.group(1))
                    : file(place, matcher.group(2).strip());
            secrets.add(value);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        if (CONTROL.matcher(filled).find()) {
            throw new InvalidInputException(
                    place, "has a line break or another control character, which no header takes");
        }
        return filled.toString();
    }

    private String variable(String place, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new InvalidInputException(place, "the environment variable " + name + " is not set");
        }
        return value.strip();
    }

    private static String file(String place, String path) {
        try {
            String value = Files.readString(Path.of(path)).strip();
            if (value.isEmpty()) {
                throw new InvalidInputException(place, "the file '" + path + "' is empty");
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw new InvalidInputException(place, "the file '" + path + "' cannot be read: " + e.getMessage());
        }
    }

    /** The same in all texts of a JSON-like value. */
    public @Nullable Object fillIn(String name, @Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, value) -> filled.put(String.valueOf(key), fillIn(name, value)));
                yield filled;
            }
            case List<?> list -> list.stream().map(each -> fillIn(name, each)).toList();
            case String text when text.contains("${") -> fill(name, text);
            case null -> null;
            default -> tree;
        };
    }
}
