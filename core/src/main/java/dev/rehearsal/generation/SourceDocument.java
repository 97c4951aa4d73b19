package dev.rehearsal.generation;

import java.util.ArrayList;
import java.util.List;

/** A text to make test cases of. */
public record SourceDocument(String name, String text) {
    private static final int LONGEST_PART = 8_000;

    /** A part of it that a model reads at once. */
    record Part(String name, int number, String text) {}

    /** Cut between paragraphs where that is possible. */
    List<Part> parts() {
        var parts = new ArrayList<Part>();
        var part = new StringBuilder();
        for (String paragraph : text.split("\\n\\s*\\n")) {
            if (part.length() + paragraph.length() > LONGEST_PART && !part.isEmpty()) {
                add(parts, part);
            }
            for (int from = 0; from < paragraph.length(); from += LONGEST_PART) {
                part.append(paragraph, from, Math.min(paragraph.length(), from + LONGEST_PART))
                        .append("\n\n");
                if (part.length() > LONGEST_PART) {
                    add(parts, part);
                }
            }
        }
        add(parts, part);
        return parts;
    }

    private void add(List<Part> parts, StringBuilder part) {
        if (!part.toString().isBlank()) {
            int number = parts.size() + 1;
            parts.add(new Part(
                    name + (number == 1 ? "" : ", part " + number),
                    number,
                    part.toString().strip()));
        }
        part.setLength(0);
    }
}
