package dev.rehearsal.server.rest;

import dev.rehearsal.store.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of a list as it is sent: the rows under their own name, and {@code next_cursor}, null at the end. */
final class Listing {
    private Listing() {}

    static Map<String, @Nullable Object> of(String name, List<?> rows, @Nullable Cursor next) {
        Map<String, @Nullable Object> values = of(name, rows);
        values.put("next_cursor", next == null ? null : next.text());
        return values;
    }

    /** A list that is sent whole. */
    static Map<String, @Nullable Object> of(String name, List<?> rows) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(name, rows);
        return values;
    }
}
