package dev.rehearsal.models.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A credential. It is written to the wire and nowhere else. */
public final class Key {
    public static final Key NONE = new Key("", List.of());

    private static final int SHORTEST = 4;

    private final String value;
    private final List<String> others;

    private Key(String value, List<String> others) {
        this.value = value;
        this.others = others;
    }

    public static Key of(String value) {
        return new Key(value.strip(), List.of());
    }

    /** The same, which also blacks out what these headers send: each value, and the words in it. */
    public Key hiding(Collection<String> headers) {
        var others = new ArrayList<String>();
        for (String header : headers) {
            others.add(header);
            others.addAll(List.of(header.split("\\s+")));
        }
        others.removeIf(each -> each.length() < SHORTEST || each.equals("Bearer") || each.equals("Basic"));
        return new Key(value, List.copyOf(others));
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The secret itself. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing to black out. */
    boolean hidesNothing() {
        return value.isEmpty() && others.isEmpty();
    }

    /** A text with every occurrence of the secret blacked out: servers like to quote it in their errors. */
    public String redact(String text) {
        String redacted = value.length() < SHORTEST ? text : text.replace(value, "***");
        for (String other : others) {
            redacted = redacted.replace(other, "***");
        }
        return redacted;
    }

    @Override
    public String toString() {
        return "***";
    }
}
