package dev.rehearsal.formats.document;

import dev.rehearsal.formats.document.Node.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a map together and finds keys that stand twice. */
final class MappingBuilder {
    private final int line;
    private final Faults faults;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> merged = new LinkedHashMap<>();

    MappingBuilder(int line, Faults faults) {
        this.line = line;
        this.faults = faults;
    }

    void put(String key, int keyLine, Node value) {
        Entry first = entries.putIfAbsent(key, new Entry(keyLine, value));
        if (first != null) {
            faults.add(keyLine, "key '" + key + "' stands twice, first on line " + first.line());
        }
    }

    /** YAML's {@code <<}: the entries of another map, where this one does not have the key itself. */
    void merge(int keyLine, Node value) {
        switch (value) {
            case Node.Mapping mapping -> mapping.entries().forEach(merged::putIfAbsent);
            case Node.Sequence sequence ->
                sequence.items().forEach(item -> {
                    if (item instanceof Node.Mapping mapping) {
                        merge(keyLine, mapping);
                    } else {
                        faults.add(keyLine, "'<<' takes maps only");
                    }
                });
            case Node.Scalar scalar -> faults.add(keyLine, "'<<' takes a map or a list of maps");
        }
    }

    Node.Mapping build() {
        merged.forEach(entries::putIfAbsent);
        return Node.Mapping.of(line, entries);
    }
}
