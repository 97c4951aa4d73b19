package dev.rehearsal.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Open, JSON-like values by name: strings, booleans, numbers, lists, nested maps and null. Immutable; keeps the order in which the names
 * were given. Equality ignores the order. A number is an {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double} or
 * {@code BigDecimal}, the first that holds its value: so it is the same from code, from a file and from a store.
 */
public final class Attributes {
    /** No attributes. */
    public static final Attributes EMPTY = new Attributes(Map.of());

    private final Map<String, @Nullable Object> values;

    private Attributes(Map<String, ?> values) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> copy.put(name, frozen(name, value)));
        this.values = Collections.unmodifiableMap(copy);
    }

    /**
     * Copies a map, nested maps and lists included.
     *
     * @throws IllegalArgumentException if a value is not JSON-like
     */
    public static Attributes from(Map<String, ?> values) {
        return values.isEmpty() ? EMPTY : new Attributes(values);
    }

    /** A single attribute. */
    public static Attributes of(String name, @Nullable Object value) {
        return EMPTY.with(name, value);
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException if the text is no JSON object; the message says where
     */
    public static Attributes parse(String json) {
        return JsonText.parseObject(json);
    }

    /** The attributes as a JSON object, on one line. */
    public String toJson() {
        return JsonText.write(values);
    }

    /** A copy that has {@code name} set to {@code value}. */
    public Attributes with(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>(values);
        copy.put(name, value);
        return new Attributes(copy);
    }

    /** A copy that has no {@code name}. */
    public Attributes without(String name) {
        if (!values.containsKey(name)) {
            return this;
        }
        var copy = new LinkedHashMap<String, @Nullable Object>(values);
        copy.remove(name);
        return from(copy);
    }

    /** The value of that name, if it is there and not null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of that name as text, if it is there and not null. */
    public Optional<String> text(String name) {
        return get(name).map(Object::toString);
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** An unmodifiable map of the values; nested maps and lists are unmodifiable too. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    private static @Nullable Object frozen(String name, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Number number -> Numbers.canonical(name, number);
            case Attributes attributes -> attributes.values;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, inner) -> copy.put(String.valueOf(key), frozen(name + "." + key, inner)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(inner -> copy.add(frozen(name, inner)));
                yield Collections.unmodifiableList(copy);
            }
            case Enum<?> constant -> constant.name();
            default ->
                throw new IllegalArgumentException("attribute '" + name + "' is a "
                        + value.getClass().getName() + "; use text, numbers, booleans, lists or maps");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
