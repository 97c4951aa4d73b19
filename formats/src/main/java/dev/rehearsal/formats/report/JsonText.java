package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Attributes;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON on one line that changes nothing where it is shown: control and direction characters are written as escapes. */
final class JsonText {
    private JsonText() {}

    static String of(Map<String, @Nullable Object> values) {
        String json = Attributes.from(values).toJson();
        var escaped = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            int type = Character.getType(c);
            boolean harmless = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (harmless) {
                escaped.append((char) c);
            } else {
                escaped.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            }
        });
        return escaped.toString();
    }
}
