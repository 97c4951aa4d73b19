package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list that is read page by page: after the row that has these values. New rows do not move it.
 *
 * @param list which list, and its order
 * @param values what the row has of what the list is sorted by, the last of them unique
 */
public record Cursor(String list, List<String> values) {
    public Cursor {
        values = List.copyOf(values);
    }

    /** As it is given to others: letters, digits, {@code -} and {@code _}. */
    public String text() {
        String json = Attributes.of("list", list).with("values", values).toJson();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The opposite of {@link #text}.
     *
     * @throws InvalidInputException if it is none
     */
    public static Cursor parse(String text) {
        try {
            Attributes parts =
                    Attributes.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            var values = new ArrayList<String>();
            if (parts.get("values").orElse(null) instanceof List<?> list) {
                list.forEach(value -> values.add(String.valueOf(value)));
            }
            if (!values.isEmpty()) {
                return new Cursor(parts.text("list").orElse(""), values);
            }
        } catch (IllegalArgumentException e) {
            // Somebody has made it up or cut it off, which is said below.
        }
        throw refused();
    }

    /** @throws InvalidInputException if it is of another list, or of the same in another order */
    public Cursor checked(String list, int values) {
        if (!this.list.equals(list) || this.values.size() != values) {
            throw refused();
        }
        return this;
    }

    private static InvalidInputException refused() {
        return new InvalidInputException("cursor", "is not one of this list in this order; leave it out to begin anew");
    }
}
