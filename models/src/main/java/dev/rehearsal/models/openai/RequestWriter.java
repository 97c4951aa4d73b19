package dev.rehearsal.models.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of a chat completions request. */
final class RequestWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OURS =
            Set.of("model", "messages", "tools", "response_format", "stream", "metadata");

    private final String model;
    private final Dialect dialect;

    RequestWriter(String model, Dialect dialect) {
        this.model = model;
        this.dialect = dialect;
    }

    byte[] write(ModelRequest request) {
        var out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            MessageWriter.write(json, request.messages());
            writeTools(json, request.tools());
            writeForm(json, request.schema());
            writeParameters(json, request.parameters());
            if (dialect.metadata() && !request.metadata().isEmpty()) {
                writeMetadata(json, request.metadata());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeTools(JsonGenerator json, List<ToolSpec> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (ToolSpec tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("parameters");
            json.writeRawValue(tool.parameters());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeForm(JsonGenerator json, @Nullable ReplySchema schema) throws IOException {
        if (schema == null || schema.form() == ReplySchema.Form.NONE) {
            return;
        }
        json.writeObjectFieldStart("response_format");
        if (schema.form() == ReplySchema.Form.OBJECT) {
            json.writeStringField("type", "json_object");
        } else {
            json.writeStringField("type", "json_schema");
            json.writeObjectFieldStart("json_schema");
            json.writeStringField("name", schema.name());
            json.writeBooleanField("strict", true);
            json.writeFieldName("schema");
            json.writeRawValue(schema.json());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeParameters(JsonGenerator json, ModelParameters parameters) throws IOException {
        if (parameters.temperature() != null) {
            json.writeNumberField("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.writeNumberField("top_p", parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            json.writeNumberField(dialect.tokenLimit(), parameters.maxTokens());
        }
        if (parameters.seed() != null) {
            json.writeNumberField("seed", parameters.seed());
        }
        for (Map.Entry<String, @Nullable Object> each :
                parameters.more().asMap().entrySet()) {
            if (OURS.contains(each.getKey())) {
                throw new ModelException.Rejected(
                        "the parameter '" + each.getKey() + "' is set by Rehearsal itself; remove it", null);
            }
            json.writeFieldName(each.getKey());
            writeValue(json, each.getValue());
        }
    }

    /** The protocol's metadata are strings. */
    private static void writeMetadata(JsonGenerator json, Attributes metadata) throws IOException {
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, @Nullable Object> each : metadata.asMap().entrySet()) {
            Object value = each.getValue();
            if (value != null) {
                json.writeStringField(each.getKey(), text(value));
            }
        }
        json.writeEndObject();
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof List
                ? Attributes.of("value", value)
                        .toJson()
                        .replaceFirst("^\\{\"value\":", "")
                        .replaceFirst("}$", "")
                : value.toString();
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.writeFieldName(String.valueOf(each.getKey()));
                writeValue(json, each.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                writeValue(json, each);
            }
            json.writeEndArray();
        } else {
            json.writeObject(value);
        }
    }
}
