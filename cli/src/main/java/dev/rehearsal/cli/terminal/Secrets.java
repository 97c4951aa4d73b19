package dev.rehearsal.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of credentials in the environment, so that they are not written anywhere. */
final class Secrets {
    private static final Pattern NAME =
            Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|AUTHORIZATION).*");
    private static final int SHORTEST = 8;
    private static final String HIDDEN = "***";

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    static Secrets of(Map<String, String> environment) {
        var values = new ArrayList<String>();
        environment.forEach((name, value) -> {
            String secret = value.strip();
            boolean path = secret.startsWith("/") || secret.startsWith("~");
            if (secret.length() >= SHORTEST
                    && !path
                    && NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()) {
                values.add(secret);
            }
        });
        values.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(List.copyOf(values));
    }

    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, HIDDEN);
        }
        return hidden;
    }
}
