package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.ScorerSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The options that a scorer was given, read by type. What is wrong is collected, so that every fault is named at once. */
public final class ScorerOptions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m)?");

    private static final String DURATIONS =
            "a time longer than nothing: seconds, or with a unit such as 500ms, 2s or 1m";

    private final ScorerKind kind;
    private final Attributes given;
    private final List<Fault> faults;

    ScorerOptions(ScorerKind kind, Attributes given, List<Fault> faults) {
        this.kind = kind;
        this.given = given;
        this.faults = faults;
    }

    /** What opens the same scorer again. */
    public ScorerSpec spec() {
        return new ScorerSpec(kind.name(), given);
    }

    /** The name of the feedback: the option {@code as}, or the kind's name. */
    public String name() {
        String name = text("as").orElse(kind.name());
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            fault("as", "has letters, digits and underscores and begins with a letter, found '" + name + "'");
            return kind.name();
        }
        return name;
    }

    public boolean has(String option) {
        return given.get(option).isPresent();
    }

    public Optional<Object> value(String option) {
        return given.get(option);
    }

    public Optional<String> text(String option) {
        return given.get(option).flatMap(value -> {
            if (value instanceof String || value instanceof Number) {
                return Optional.of(value.toString());
            }
            wrong(option, "text", value);
            return Optional.empty();
        });
    }

    /** A list of values that are not texts; a fault, and an empty list, where it is missing or none. */
    List<?> requiredList(String option) {
        return switch (given.get(option).orElse(null)) {
            case null -> {
                fault(option, "is missing; give a list");
                yield List.of();
            }
            case List<?> list when !list.isEmpty() -> list;
            case Object other -> {
                wrong(option, "a list with at least one entry", other);
                yield List.of();
            }
        };
    }

    /** The text; a fault, and an empty text, where it is missing or blank. */
    public String requiredText(String option) {
        if (!has(option)) {
            fault(option, "is missing; give it");
            return "";
        }
        String text = text(option).orElse("");
        if (text.isBlank() && given.get(option).orElse("") instanceof String) {
            fault(option, "must not be blank");
        }
        return text;
    }

    /** One text or a list of texts. */
    public List<String> texts(String option) {
        return switch (given.get(option).orElse(null)) {
            case null -> List.of();
            case String text -> List.of(text);
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            case Object other -> {
                wrong(option, "text or a list of texts", other);
                yield List.of();
            }
        };
    }

    /** One of several names, or a list of them; others are faults with the nearest name. */
    public List<String> someOf(String option, List<String> known) {
        List<String> chosen = texts(option);
        chosen.forEach(each -> refuseUnless(option, each, known));
        return chosen.stream().filter(known::contains).toList();
    }

    public String oneOf(String option, List<String> known, String otherwise) {
        String chosen = text(option).orElse(otherwise);
        refuseUnless(option, chosen, known);
        return known.contains(chosen) ? chosen : otherwise;
    }

    public boolean flag(String option, boolean otherwise) {
        return switch (given.get(option).orElse(null)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> {
                wrong(option, "true or false", other);
                yield otherwise;
            }
        };
    }

    /** A whole number that is not negative, or null. */
    public @Nullable Integer count(String option) {
        Object value = given.get(option).orElse(null);
        if (value == null) {
            return null;
        }
        try {
            int count = new BigDecimal(value.toString()).intValueExact();
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        wrong(option, "a whole number from 0 on", value);
        return null;
    }

    /** Seconds as a number, or with a unit: {@code 500ms}, {@code 2s}, {@code 1m}; or null. */
    public @Nullable Duration duration(String option) {
        Object value = given.get(option).orElse(null);
        if (value == null) {
            return null;
        }
        try {
            return durationOf(option, value);
        } catch (IllegalArgumentException e) {
            wrong(option, DURATIONS, value);
            return null;
        }
    }

    /** @throws IllegalArgumentException if it is no time, or none longer than nothing */
    static Duration durationOf(String name, Object value) {
        Matcher matcher = DURATION.matcher(value.toString().strip());
        if (!matcher.matches() || new BigDecimal(matcher.group(1)).signum() == 0) {
            throw new IllegalArgumentException("'" + name + "' must be " + DURATIONS + ", found " + value);
        }
        long millis = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case null, default -> 1000;
        };
        return Duration.ofMillis(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(millis))
                .longValue());
    }

    /** A regular expression; a fault, and one that matches nothing, where there is none. */
    public Pattern requiredPattern(String option, int flags) {
        String text = requiredText(option);
        try {
            return Pattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            fault(option, "'" + text + "' is no regular expression: " + e.getDescription());
            return Pattern.compile("(?!)");
        }
    }

    /** Something is wrong with an option. */
    public void fault(String option, String message) {
        faults.add(new Fault("scorers", kind.name() + ": '" + option + "' " + message));
    }

    void refuseUnknown() {
        List<String> known = kind.options().stream().map(ScorerOption::name).toList();
        var unknown = new ArrayList<>(given.names());
        unknown.removeAll(known);
        for (String name : unknown) {
            faults.add(new Fault(
                    "scorers",
                    known.isEmpty()
                            ? kind.name() + " has no options, found: " + name
                            : kind.name() + " has no option '" + name + "' (it has: " + String.join(", ", known) + ")"
                                    + Names.suggestion(name, known)));
        }
    }

    private void refuseUnless(String option, String chosen, List<String> known) {
        if (!known.contains(chosen)) {
            fault(
                    option,
                    "is one of " + String.join(", ", known) + ", found '" + chosen + "'"
                            + Names.suggestion(chosen, known));
        }
    }

    private void wrong(String option, String wanted, Object found) {
        fault(option, "must be " + wanted + ", found " + (found instanceof String text ? "'" + text + "'" : found));
    }
}
