package dev.rehearsal.scorers;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Personal data that has a form by which it can be told. Digits of any script count; what was found as one kind is not found as another. */
enum PersonalTraces {
    EMAIL("[\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}", text -> true),
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

    static List<String> names() {
        return List.of("email", "phone", "ssn", "credit_card", "ip_address");
    }

    /** How often each kind is in a text; what is not there is left out. */
    static Map<String, Integer> in(String text) {
        String rest = plain(text);
        var found = new LinkedHashMap<String, Integer>();
        for (PersonalTraces kind : values()) {
            var left = new StringBuilder();
            Matcher matcher = kind.pattern.matcher(rest);
            while (matcher.find()) {
                boolean is = kind.confirmed.test(matcher.group());
                if (is) {
                    found.merge(kind.name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
                }
                matcher.appendReplacement(left, is ? "#" : Matcher.quoteReplacement(matcher.group()));
            }
            rest = matcher.appendTail(left).toString();
        }
        return found;
    }

    /** Full-width and other digits as ASCII's, dashes and blanks as the usual ones, nothing invisible in between. */
    private static String plain(String text) {
        var plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                plain.append(Character.digit(c, 10));
            } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212) {
                plain.append('-');
            } else if (Character.isSpaceChar(c)) {
                plain.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
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
