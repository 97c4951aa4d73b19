package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Attributes;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON for programs: what is in it runs in no terminal, and parses as it was. */
public final class Json {
    private Json() {}

    /** One array, an object a line. */
    public static void array(Terminal terminal, Stream<Map<String, @Nullable Object>> objects) {
        Iterator<Map<String, @Nullable Object>> each = objects.iterator();
        if (!each.hasNext()) {
            terminal.line("[]");
            return;
        }
        terminal.line("[");
        while (each.hasNext()) {
            terminal.line(text(each.next()) + (each.hasNext() ? "," : ""));
        }
        terminal.line("]");
    }

    /** One object. */
    public static void object(Terminal terminal, Map<String, @Nullable Object> object) {
        terminal.line(text(object));
    }

    private static String text(Map<String, @Nullable Object> object) {
        return Plain.json(Attributes.from(object).toJson());
    }
}
