package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed values by name; collects every fault and finds names that nobody asked for. */
final class ConfigValues {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)?");

    /** A hundred years, in milliseconds. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_525).toMillis());

    private final String path;
    private final Map<String, ?> values;
    private final List<Fault> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    ConfigValues(String path, Map<String, ?> values, List<Fault> faults) {
        this.path = path;
        this.values = values;
        this.faults = faults;
    }

    boolean has(String name) {
        asked.add(name);
        return values.get(name) != null;
    }

    /** Whether the name is there with no value: the default is not wanted. */
    boolean isCleared(String name) {
        asked.add(name);
        return values.containsKey(name) && values.get(name) == null;
    }

    Set<String> names() {
        return values.keySet();
    }

    @Nullable
    Object raw(String name) {
        asked.add(name);
        return values.get(name);
    }

    void fault(String name, String message) {
        faults.add(new Fault(path + name, message));
    }

    @Nullable
    String text(String name, @Nullable String otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case String text -> text;
            case Number number -> number.toString();
            case Object other -> wrong(name, "text", other, otherwise);
        };
    }

    String textOr(String name, String otherwise) {
        String text = text(name, otherwise);
        return text == null ? otherwise : text;
    }

    boolean flag(String name, boolean otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> {
                wrong(name, "true or false", other, "");
                yield otherwise;
            }
        };
    }

    @Nullable
    Long whole(String name, @Nullable Long otherwise) {
        Object value = raw(name);
        try {
            return switch (value) {
                case null -> otherwise;
                case Number number -> new BigDecimal(number.toString()).longValueExact();
                case String text -> Long.parseLong(text.strip());
                case Object other -> wrong(name, "a whole number", other, otherwise);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return wrong(name, "a whole number", value, otherwise);
        }
    }

    @Nullable
    Integer count(String name, @Nullable Integer otherwise) {
        Long whole = whole(name, otherwise == null ? null : otherwise.longValue());
        if (whole == null) {
            return null;
        }
        if (whole < Integer.MIN_VALUE || whole > Integer.MAX_VALUE) {
            return wrong(name, "a number of a sensible size", whole, otherwise);
        }
        return whole.intValue();
    }

    int countOr(String name, int otherwise) {
        Integer count = count(name, otherwise);
        return count == null ? otherwise : count;
    }

    @Nullable
    BigDecimal decimal(String name, @Nullable BigDecimal otherwise) {
        Object value = raw(name);
        try {
            return switch (value) {
                case null -> otherwise;
                case Number number -> new BigDecimal(number.toString());
                case String text -> new BigDecimal(text.strip());
                case Object other -> wrong(name, "a number", other, otherwise);
            };
        } catch (NumberFormatException e) {
            return wrong(name, "a number", value, otherwise);
        }
    }

    @Nullable
    Double fraction(String name, @Nullable Double otherwise) {
        BigDecimal decimal = decimal(name, otherwise == null ? null : BigDecimal.valueOf(otherwise));
        return decimal == null ? null : decimal.doubleValue();
    }

    /** Seconds as a number, or with a unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 30d}. */
    @Nullable
    Duration duration(String name, @Nullable Duration otherwise) {
        Object value = raw(name);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value.toString().strip());
        if (!matcher.matches()) {
            return wrong(name, "seconds, or a time with a unit such as 500ms, 30s, 5m or 1h", value, otherwise);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long millis = switch (unit) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1000;
        };
        BigDecimal all = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis));
        if (all.compareTo(LONGEST) > 0) {
            return wrong(name, "a time of a sensible length", value, otherwise);
        }
        return Duration.ofMillis(all.longValue());
    }

    Duration durationOr(String name, Duration otherwise) {
        Duration duration = duration(name, otherwise);
        return duration == null ? otherwise : duration;
    }

    List<String> texts(String name, List<String> otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case String text -> List.of(text);
            case List<?> list -> {
                var texts = new ArrayList<String>();
                for (Object each : list) {
                    if (each instanceof String text) {
                        texts.add(text);
                    } else {
                        wrong(name, "a list of texts", each, "");
                    }
                }
                yield texts;
            }
            case Object other -> {
                wrong(name, "a list of texts", other, "");
                yield otherwise;
            }
        };
    }

    /** The values below a name; none where it is missing or no map. */
    ConfigValues inner(String name) {
        return switch (raw(name)) {
            case null -> new ConfigValues(path + name + ".", Map.of(), faults);
            case Map<?, ?> map -> new ConfigValues(path + name + ".", asNamed(map), faults);
            case Object other -> {
                wrong(name, "names and values", other, "");
                yield new ConfigValues(path + name + ".", Map.of(), faults);
            }
        };
    }

    static Map<String, ?> asNamed(Map<?, ?> map) {
        var named = new java.util.LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    /** The values that nobody has asked for (yet). */
    Attributes rest() {
        var rest = new java.util.LinkedHashMap<String, @Nullable Object>(values);
        rest.keySet().removeAll(asked);
        return Attributes.from(rest);
    }

    /** Names that nobody has asked for are faults. */
    void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                fault(name, "is not known here" + Names.suggestion(name, asked));
            }
        }
    }

    private <T extends @Nullable Object> T wrong(String name, String wanted, @Nullable Object found, T otherwise) {
        String shown = found instanceof String text ? "'" + text + "'" : String.valueOf(found);
        fault(name, "must be " + wanted + ", found " + shown);
        return otherwise;
    }
}
