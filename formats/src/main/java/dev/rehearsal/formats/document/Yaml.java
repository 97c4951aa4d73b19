package dev.rehearsal.formats.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as YAML in block style. Texts that could be taken for something else by any YAML reader, old ones included, are
 * quoted.
 */
public final class Yaml {
    private static final Pattern PLAIN =
            Pattern.compile("\\p{L}(?:(?:[\\p{L}\\p{N}_ ,.()/$'%+;!?=@-]|:(?=[^\\s]))*[\\p{L}\\p{N}_.()/$'%+;!?=@-])?");
    private static final Set<String> WORDS = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    /** Lines that a literal block keeps as they are: none starts with white space or holds an invisible character. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?:[^\\s\\p{C}\\p{Zl}\\p{Zp}][^\\p{C}\\p{Zl}\\p{Zp}]*\\n+)+[^\\s\\p{C}\\p{Zl}\\p{Zp}][^\\p{C}\\p{Zl}\\p{Zp}]*");

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    /** A value made of texts, numbers, booleans, nulls, lists and maps, with a line end. */
    public static String write(@Nullable Object value) {
        var yaml = new Yaml();
        if (isBlock(value)) {
            yaml.block(value, 0, true);
        } else {
            yaml.inline(value, 0);
        }
        return yaml.text.toString();
    }

    private static boolean isBlock(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    /** @param indented whether the first line still needs its indent; the first entry of a map in a list stands behind the dash */
    private void block(@Nullable Object value, int indent, boolean indented) {
        boolean indentNext = indented;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(" ".repeat(indentNext ? indent : 0))
                        .append(scalar(entry.getKey()))
                        .append(':');
                after(entry.getValue(), indent + 2, false);
                indentNext = true;
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                text.append(" ".repeat(indentNext ? indent : 0)).append('-');
                after(item, indent + 2, item instanceof Map<?, ?>);
                indentNext = true;
            }
        }
    }

    /** @param sameLine whether a map may start on the line of its dash */
    private void after(@Nullable Object value, int indent, boolean sameLine) {
        if (isBlock(value)) {
            text.append(sameLine ? ' ' : '\n');
            block(value, indent, !sameLine);
        } else {
            text.append(' ');
            inline(value, indent);
        }
    }

    private void inline(@Nullable Object value, int indent) {
        if (value instanceof String lines
                && lines.indexOf('\n') >= 0
                && LITERAL.matcher(lines).matches()) {
            text.append("|-\n");
            lines.lines()
                    .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(indent))
                            .append(line)
                            .append('\n'));
        } else {
            text.append(scalar(value)).append('\n');
        }
    }

    private static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "{}";
            case List<?> list -> "[]";
            case String plain
            when PLAIN.matcher(plain).matches() && !WORDS.contains(plain.toLowerCase(Locale.ROOT)) -> plain;
            case String other -> quoted(other);
            default -> value.toString();
        };
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (isWritable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isWritable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> c == 0x200D;
            default -> true;
        };
    }
}
