package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dated table of prices. The bundled one is a starting point: providers change their prices, so give your own where money matters.
 *
 * @param asOf the day it was written, ISO-8601
 * @param byModel by model name ({@code openai:/gpt-4o-mini}); a name that ends in {@code *} stands for all that begin so
 */
public record Prices(String asOf, Map<String, Price> byModel) {
    /** Providers whose models run on the user's own machine, or are no models. */
    private static final Set<String> FREE = Set.of("local", "offline", "ollama", "recorded", "scripted");

    public Prices {
        byModel = Map.copyOf(byModel);
    }

    private static final class Bundled {
        private static final Prices TABLE = read();

        private static Prices read() {
            try (InputStream in = Prices.class.getResourceAsStream("/dev/rehearsal/prices.json")) {
                if (in == null) {
                    throw new IllegalStateException("no price table on the class path");
                }
                return parse("prices.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The table that comes with Rehearsal. */
    public static Prices bundled() {
        return Bundled.TABLE;
    }

    /**
     * Reads a table from a file.
     *
     * @throws InvalidInputException if it cannot be read or is not of the form that {@link #parse} knows
     */
    public static Prices read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "the table of prices cannot be read: " + e);
        }
    }

    /**
     * Reads a table: <code>{"as_of": "2026-11-01", "usd_per_million_tokens": {"openai:/gpt-4o-mini": {"input": 0.15, "cached_input": 0.075,
     * "output": 0.6}}}</code>; {@code cached_input} is {@code input} where it is missing.
     *
     * @throws InvalidInputException if it is not of that form
     */
    public static Prices parse(String place, String json) {
        try {
            Attributes table = Attributes.parse(json);
            String asOf = table.text("as_of").orElseThrow(() -> new IllegalArgumentException("'as_of' is missing"));
            var prices = new LinkedHashMap<String, Price>();
            if (!(table.get("usd_per_million_tokens").orElse(null) instanceof Map<?, ?> models)) {
                throw new IllegalArgumentException("'usd_per_million_tokens' is missing");
            }
            models.forEach((name, values) -> prices.put(String.valueOf(name), price(String.valueOf(name), values)));
            return new Prices(asOf, prices);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(place, "no table of prices: " + e.getMessage());
        }
    }

    /** The price of a model, if it is known. */
    public Optional<Price> of(String model) {
        Price exact = byModel.get(model);
        if (exact != null) {
            return Optional.of(exact);
        }
        if (FREE.contains(model.substring(0, Math.max(0, model.indexOf(':'))))) {
            return Optional.of(Price.FREE);
        }
        return byModel.entrySet().stream()
                .filter(e -> e.getKey().endsWith("*")
                        && model.startsWith(e.getKey().substring(0, e.getKey().length() - 1)))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    private static Price price(String name, Object values) {
        if (!(values instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("'" + name + "' has no prices");
        }
        BigDecimal input = number(name, "input", map.get("input"));
        Object cached = map.get("cached_input");
        return new Price(
                input,
                cached == null ? input : number(name, "cached_input", cached),
                number(name, "output", map.get("output")));
    }

    private static BigDecimal number(String name, String field, @org.jspecify.annotations.Nullable Object value) {
        try {
            var number = new BigDecimal(String.valueOf(value));
            if (number.signum() >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both faults
        }
        throw new IllegalArgumentException(
                "'" + name + "' needs '" + field + "' as a number of dollars, found: " + value);
    }
}
