package dev.rehearsal.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Personal data that has a form by which it can be told: the one definition for scorers that look for it and for whoever masks it. Digits of
 * any script count; what was found as one kind is not found as another. Every pattern takes bounded time for each place of a text.
 */
public enum PersonalTraces {
    EMAIL("[\\p{L}\\p{N}\\p{M}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}", text -> true),
    /** 13 to 19 digits whose last is right by Luhn's rule (ISO/IEC 7812-1). */
    CREDIT_CARD("(?<![\\w.])\\d(?:[ -]?\\d){12,18}(?![\\w])", PersonalTraces::isLuhn),
    /** Numbers that the Social Security Administration never gives are none. */
    SSN("(?<![\\w-])(?!000|666|9)\\d{3}([- ])(?!00)\\d{2}\\1(?!0000)\\d{4}(?![\\w-])", text -> true),
    /** IPv4, and IPv6 with at least two groups. */
    IP_ADDRESS(
            "(?<![\\w.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w]|\\.\\d)"
                    + "|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\\w:])"
                    + "|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}(?![\\w:])",
            text -> true),
    /** With an international prefix, or in groups as they are written in many countries. */
    PHONE(
            "(?<![\\w.])\\+\\d(?:[ .()-]{0,2}\\d){7,14}(?!\\w)"
                    + "|(?<!\\d[ .-])(?<![\\w.])(?:\\(\\d{2,4}\\) ?|\\d{3,4}[ .-])\\d{3,4}[ .-]\\d{3,4}(?!\\w|[ .-]\\d)",
            text -> true);

    private final Pattern pattern;
    private final Predicate<String> confirmed;

    PersonalTraces(String pattern, Predicate<String> confirmed) {
        this.pattern = Pattern.compile(pattern);
        this.confirmed = confirmed;
    }

    /** How the kinds are called in files and flags. */
    public static List<String> names() {
        return List.of("email", "phone", "ssn", "credit_card", "ip_address");
    }

    /** The kind of that name. */
    public static Optional<PersonalTraces> named(String name) {
        return names().contains(name) ? Optional.of(valueOf(name.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** How the kind is called, as in {@link #names}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Where something was found.
     *
     * @param start the place of its first character
     * @param end the place behind its last one
     */
    public record Trace(PersonalTraces kind, int start, int end) {}

    /** How often each kind is in a text; what is not there is left out. */
    public static Map<String, Integer> in(String text) {
        var counts = new EnumMap<PersonalTraces, Integer>(PersonalTraces.class);
        find(text).forEach(trace -> counts.merge(trace.kind, 1, Integer::sum));
        var found = new LinkedHashMap<String, Integer>();
        counts.forEach((kind, count) -> found.put(kind.code(), count));
        return found;
    }

    /** All that is in a text, in its order. */
    public static List<Trace> find(String text) {
        if (text.chars().noneMatch(c -> c == '@' || c > 127 || c == ':' || Character.isDigit(c))) {
            return List.of();
        }
        PlainText plain = PlainText.of(text);
        var found = new ArrayList<Trace>();
        var rest = new StringBuilder(plain.text());
        for (PersonalTraces kind : values()) {
            Matcher matcher = kind.pattern.matcher(rest.toString());
            while (matcher.find()) {
                if (kind.confirmed.test(matcher.group())) {
                    found.add(new Trace(kind, plain.start(matcher.start()), plain.end(matcher.end())));
                    for (int i = matcher.start(); i < matcher.end(); i++) {
                        rest.setCharAt(i, '#');
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Trace::start));
        return found;
    }

    private static boolean isLuhn(String text) {
        String digits = text.replaceAll("\\D", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && digits.chars().distinct().count() > 1;
    }
}
