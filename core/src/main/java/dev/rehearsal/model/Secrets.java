package dev.rehearsal.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the credentials that a run was given, so that the texts of errors can be rid of them before they are kept or shown:
 * servers and libraries like to quote what they refuse. Safe for use by many threads.
 */
public final class Secrets {
    private static final String HIDDEN = "***";
    private static final Pattern NAME =
            Pattern.compile("(.*[_-])?(api_?key|key|token|secret|password|passwd)([_-].*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

    /** Shorter values are no credentials, and would stand in texts by chance. */
    private static final int SHORTEST = 8;

    private final List<String> values = new CopyOnWriteArrayList<>();

    /** The values of those variables whose names are a credential's: {@code OPENAI_API_KEY}. */
    static Secrets of(Map<String, String> environment) {
        var secrets = new Secrets();
        environment.forEach((name, value) -> {
            if (isCredential(name)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    private static boolean isCredential(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Learns a credential. */
    public void add(String value) {
        String text = value.strip();
        if (text.length() >= SHORTEST && !values.contains(text)) {
            values.add(text);
            values.sort(Comparator.comparingInt(String::length).reversed());
        }
    }

    /** Learns the values of the variables that texts among these name: <code>Bearer ${TOKEN}</code>. */
    public void addNamed(Map<String, ?> texts, Map<String, String> environment) {
        for (Object text : texts.values()) {
            Matcher variables = VARIABLE.matcher(String.valueOf(text));
            while (variables.find()) {
                add(environment.getOrDefault(variables.group(1), ""));
            }
        }
    }

    /** The text with every credential in it blacked out. */
    public String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, HIDDEN);
        }
        return hidden;
    }
}
