package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import java.util.List;

/** Texts in one cell: JSON, or nothing at all where there are none. */
final class TextList {
    private static final String TEXTS = "texts";

    private TextList() {}

    static String write(List<String> texts) {
        return texts.isEmpty() ? "" : Attributes.of(TEXTS, texts).toJson();
    }

    static List<String> read(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        return Attributes.parse(cell).get(TEXTS).orElse(List.of()) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
