package dev.rehearsal.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The form of a structured reply.
 *
 * @param name a short name: letters, digits, underscores
 * @param json a JSON schema of type object, as text
 * @param form how the provider is asked for it
 */
public record ReplySchema(String name, String json, Form form) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    public ReplySchema {
        Objects.requireNonNull(form, "form");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a schema's name has 1 to 64 letters, digits and underscores, found: '" + name + "'");
        }
    }

    /** Asked for by the schema itself, as long as the provider takes it. */
    public static ReplySchema of(String name, String json) {
        return new ReplySchema(name, json, Form.SCHEMA);
    }

    /** The schema in words, to be put behind a request's last message where the provider does not take schemas. */
    public String inWords() {
        return "\n\nReply with one JSON object and nothing else. It has to follow this JSON schema:\n" + json;
    }

    public ReplySchema withForm(Form form) {
        return form == this.form ? this : new ReplySchema(name, json, form);
    }

    /** How a provider is asked for a structured reply. Except for the first, the prompt has to hold {@link #inWords}. */
    public enum Form {
        /** The provider gets the schema and makes sure that the reply follows it. */
        SCHEMA,
        /** The provider makes sure that the reply is a JSON object. */
        OBJECT,
        /** The provider knows of nothing. */
        NONE
    }
}
