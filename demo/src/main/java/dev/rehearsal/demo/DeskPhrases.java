package dev.rehearsal.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rule-based desk says, in one language. */
final class DeskPhrases {
    private static final Map<String, DeskPhrases> LOADED = new ConcurrentHashMap<>();
    private static final Pattern GERMAN = Pattern.compile(
            "\\b(ich|bitte|bestellung|meine|möchte|nicht|guten|hallo|und|der|die|ist)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private final Locale locale;
    private final Properties phrases;

    private DeskPhrases(String language) {
        locale = Locale.forLanguageTag(language);
        phrases = new Properties();
        try (InputStream in = DeskPhrases.class.getResourceAsStream("desk-" + language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("no phrases for '" + language + "'");
            }
            phrases.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The phrases in the language of a message: Chinese, German, or English for all others. */
    static DeskPhrases inTheLanguageOf(String message) {
        if (message.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)) {
            return in("zh");
        }
        return in(GERMAN.matcher(message).results().count() >= 2 ? "de" : "en");
    }

    private static DeskPhrases in(String language) {
        return LOADED.computeIfAbsent(language, DeskPhrases::new);
    }

    String say(String phrase, Map<String, String> values) {
        String template = phrases.getProperty(phrase);
        if (template == null) {
            throw new IllegalStateException("no phrase '" + phrase + "' in " + locale);
        }
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

    String say(String phrase) {
        return say(phrase, Map.of());
    }

    String date(String isoDate) {
        return DateTimeFormatter.ofPattern(say("date"), locale).format(LocalDate.parse(isoDate));
    }

    String money(Object amount) {
        var number = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(locale))
                .format(new BigDecimal(amount.toString()));
        return switch (locale.getLanguage()) {
            case "de" -> number + " €";
            case "zh" -> number + "欧元";
            default -> "€" + number;
        };
    }

    String listed(Iterable<String> things) {
        return String.join(locale.getLanguage().equals("zh") ? "、" : ", ", things);
    }
}
