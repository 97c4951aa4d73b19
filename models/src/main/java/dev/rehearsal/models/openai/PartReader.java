package dev.rehearsal.models.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rehearsal.conversation.FileReference;
import java.io.IOException;

/**
 * Reads the parts of a message's content. Texts are put together, an image or a file is kept as what it is and where it is; what some
 * servers put beside them, such as their reasoning, does not count.
 */
final class PartReader {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder references = new StringBuilder();

    private String kind = "";
    private String name = "";
    private String place = "";

    /** @param json at the array's begin; at its end afterwards */
    void read(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            kind = "";
            name = "";
            place = "";
            readPart(json);
            var reference = FileReference.at(kind, name, "", place);
            if (!kind.isEmpty() && reference.isKnown()) {
                references.append(references.isEmpty() ? "" : "\n").append(reference);
            }
        }
    }

    private void readPart(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && (field.equals("image_url") || field.equals("file"))) {
                readPart(json);
            } else if (value == JsonToken.VALUE_STRING) {
                take(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void take(String field, String value) {
        switch (field) {
            case "text" -> text.append(value);
            case "type" -> kind = value.contains("image") ? "image" : value.contains("file") ? "file" : "";
            case "filename" -> name = value;
            case "url", "image_url", "file_url", "file_id", "file_data" -> place = place.isEmpty() ? value : place;
            default -> {} // how closely to look, and the like
        }
    }

    boolean isEmpty() {
        return text.isEmpty() && references.isEmpty();
    }

    /** The texts, and what goes with them below. */
    @Override
    public String toString() {
        return text.isEmpty() || references.isEmpty() ? text.toString() + references : text + "\n\n" + references;
    }
}
