package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code TAG} and {@code TAG=VALUE}. */
final class TagOption {
    private TagOption() {}

    static Map<String, String> values(List<String> tags) {
        var values = new TreeMap<String, String>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            String name = equals < 0 ? tag : tag.substring(0, equals);
            if (name.isBlank()) {
                throw new InvalidInputException("'" + tag + "'", "is no tag; give TAG or TAG=VALUE");
            }
            values.put(name, equals < 0 ? "" : tag.substring(equals + 1));
        }
        return values;
    }
}
