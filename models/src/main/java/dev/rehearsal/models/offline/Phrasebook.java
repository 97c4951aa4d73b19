package dev.rehearsal.models.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of a language. A file has, by act, alternatives that are separated by {@code |}; an act may have others for a manner
 * ({@code open.terse}), or for a wish that is a sentence of its own ({@code open.sentence}).
 */
final class Phrasebook {
    private static final Map<Language, Phrasebook> LOADED = new ConcurrentHashMap<>();
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

    private final Properties templates = new Properties();

    private Phrasebook(Language language) {
        String file = "user-" + language.code() + ".properties";
        try (InputStream in = Phrasebook.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            templates.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Phrasebook of(Language language) {
        return LOADED.computeIfAbsent(language, Phrasebook::new);
    }

    boolean has(String act) {
        return templates.containsKey(act);
    }

    /**
     * Words an act.
     *
     * @param act may have variants: {@code act.variant} comes before {@code act}
     * @param value what the act is about; {@code {it}}, or {@code {It}} with a capital
     * @param chance decides among the alternatives
     * @param stale what was said before; taken only where nothing else is left
     */
    String say(String act, List<String> variants, String value, long chance, Predicate<String> stale) {
        String[] alternatives = template(act, variants).split("\\s*\\|\\s*");
        String first = "";
        for (int i = 0; i < alternatives.length; i++) {
            String text = filled(alternatives[(int) Math.floorMod(chance + i, (long) alternatives.length)], value);
            if (!stale.test(text)) {
                return text;
            }
            first = first.isEmpty() ? text : first;
        }
        return first;
    }

    private String template(String act, List<String> variants) {
        for (String variant : variants) {
            String template = templates.getProperty(act + "." + variant);
            if (template != null) {
                return template;
            }
        }
        String template = templates.getProperty(act);
        if (template == null) {
            throw new IllegalStateException("no template for " + act);
        }
        return template;
    }

    private static String filled(String template, String value) {
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("It") ? withCapital(value) : value))
                .strip();
    }

    private static String withCapital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
