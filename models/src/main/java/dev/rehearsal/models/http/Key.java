package dev.rehearsal.models.http;

/** A credential. It is written to the wire and nowhere else. */
public final class Key {
    public static final Key NONE = new Key("");

    private final String value;

    private Key(String value) {
        this.value = value;
    }

    public static Key of(String value) {
        return new Key(value.strip());
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The secret itself. */
    public String reveal() {
        return value;
    }

    /** A text with every occurrence of the secret blacked out: servers like to quote it in their errors. */
    public String redact(String text) {
        return value.length() < 4 ? text : text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
