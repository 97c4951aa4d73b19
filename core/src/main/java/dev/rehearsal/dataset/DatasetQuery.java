package dev.rehearsal.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets to list, those that changed last first.
 *
 * @param name what a dataset's name has in it, in upper or lower case; null for any
 * @param tags what a dataset has to be tagged with; a tag without a value is one whatever its value is
 * @param limit the most
 */
public record DatasetQuery(@Nullable String name, Map<String, Optional<String>> tags, int limit) {
    public DatasetQuery {
        tags = Map.copyOf(tags);
    }

    /** All of them up to that many. */
    public static DatasetQuery newest(int limit) {
        return new DatasetQuery(null, Map.of(), limit);
    }

    public DatasetQuery withName(@Nullable String name) {
        return new DatasetQuery(name, tags, limit);
    }

    /** Whether a dataset is one of those, whatever the limit is. */
    public boolean fits(DatasetRow row) {
        boolean named = name == null || row.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
        return named
                && tags.entrySet().stream().allMatch(tag -> {
                    String value = row.tags().get(tag.getKey());
                    return value != null && tag.getValue().map(value::equals).orElse(true);
                });
    }

    /** Those that are tagged so, whatever the value is. */
    public DatasetQuery withTag(String tag) {
        return with(tag, Optional.empty());
    }

    /** Those that are tagged so with that value. */
    public DatasetQuery withTag(String tag, String value) {
        return with(tag, Optional.of(value));
    }

    private DatasetQuery with(String tag, Optional<String> value) {
        var all = new TreeMap<>(tags);
        all.put(tag, value);
        return new DatasetQuery(name, all, limit);
    }
}
