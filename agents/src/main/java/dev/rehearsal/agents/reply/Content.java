package dev.rehearsal.agents.reply;

import dev.rehearsal.conversation.FileReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message in the shapes of OpenAI: a text, or a list of parts. Texts are put together; an image or a file is kept as what it
 * is and where it is.
 */
public final class Content {
    private Content() {}

    /** What a message of chat completions says: its content, with the images that some servers put beside it. */
    public static String ofMessage(Map<?, ?> message) {
        String text = text(message.get("content"));
        String images = text(message.get("images"));
        return text.isEmpty() || images.isEmpty() ? text + images : text + "\n\n" + images;
    }

    /** The text; empty where there is none. */
    public static String text(@Nullable Object content) {
        if (content instanceof String text) {
            return text;
        }
        var said = new StringBuilder();
        var kept = new ArrayList<String>();
        if (content instanceof List<?> parts) {
            for (Object part : parts) {
                if (part instanceof Map<?, ?> map) {
                    String text = string(map.get("text")) + string(map.get("refusal"));
                    said.append(text);
                    if (text.isEmpty()) {
                        kept.add(reference(map));
                    }
                }
            }
        }
        kept.removeIf(String::isEmpty);
        String references = String.join("\n", kept);
        return said.isEmpty() || references.isEmpty() ? said + references : said + "\n\n" + references;
    }

    /** Whether that is a message's content in parts, each of which says what it is. */
    static boolean isParts(List<?> list) {
        return !list.isEmpty()
                && list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.get("type") instanceof String);
    }

    /** An image or a file; empty where it is neither. */
    private static String reference(Map<?, ?> part) {
        String type = string(part.get("type"));
        Map<?, ?> inner = part.get("file") instanceof Map<?, ?> file
                ? file
                : part.get("image_url") instanceof Map<?, ?> image ? image : part;
        String name = first(inner, "filename", "name");
        String place = first(inner, "url", "image_url", "file_url", "file_id", "file_data");
        String what = type.contains("image") ? "image" : type.contains("file") ? "file" : type;
        var reference = FileReference.at(what, name, "", place);
        return what.isEmpty() || !reference.isKnown() ? "" : reference.toString();
    }

    private static String first(Map<?, ?> map, String... names) {
        for (String name : names) {
            if (map.get(name) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String string(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
