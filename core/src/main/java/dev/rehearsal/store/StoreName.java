package dev.rehearsal.store;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a store is opened by. It may carry a password, so it is shown only {@linkplain #withoutSecrets without}. */
public final class StoreName {
    /** Two characters or more, so that the letter of a Windows drive is none; the database's URL may stand behind {@code jdbc:}. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?!sqlite:|memory:)((?:jdbc:)?[a-z][a-z0-9+.-]+:)(//)?([^?]*)(\\?.*)?", Pattern.DOTALL);

    private static final Pattern HOSTS =
            Pattern.compile("[^:@]*|(\\[[^]]*]|[^:@,]*)(:[0-9]*)?(,(\\[[^]]*]|[^:@,]*)(:[0-9]*)?)*");

    private static final Pattern SECRET = Pattern.compile("pass|secret|token", Pattern.CASE_INSENSITIVE);

    private StoreName() {}

    /** Whether it names a place by an address instead of a file. */
    public static boolean isAddress(String name) {
        return name.equals("memory:") || ADDRESS.matcher(name).matches();
    }

    /**
     * The name as it may be shown and logged: a path as it is, an address without password. Where an address cannot be understood, little
     * is left of it.
     */
    public static String withoutSecrets(String name) {
        Matcher address = ADDRESS.matcher(name);
        if (!address.matches()) {
            return name;
        }
        String rest = address.group(3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at).split(":", 2)[0] + "@";
        String hosts = authority.substring(at + 1);
        String options = address.group(4) == null ? "" : address.group(4);
        if (path.contains("@")
                || options.matches("\\?[^=&]*@.*")
                || !HOSTS.matcher(hosts).matches()) {
            // Perhaps a password that has characters in it which would have to be escaped.
            return address.group(1) + (address.group(2) == null ? "" : "//") + "…";
        }
        return address.group(1)
                + (address.group(2) == null ? "" : "//")
                + user
                + hosts
                + path
                + withoutSecretOptions(options);
    }

    private static String withoutSecretOptions(String options) {
        String shown = Arrays.stream(
                        options.substring(Math.min(1, options.length())).split("&"))
                .filter(option -> !SECRET.matcher(option.split("=", 2)[0]).find())
                .collect(Collectors.joining("&"));
        return shown.isEmpty() ? "" : "?" + shown;
    }
}
