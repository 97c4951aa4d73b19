package dev.rehearsal.models.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the process that runs a model is asked to write.
 *
 * @param chat whether the prompt is a chat's messages as JSON, which the model's own template turns into text
 * @param schema the JSON schema that the reply has to follow; empty for free text
 * @param options llama.cpp's sampling options by their names there
 */
record LlamaTask(
        int id,
        boolean chat,
        String prompt,
        String schema,
        List<String> stops,
        int maxTokens,
        List<Option> options,
        long millis) {
    LlamaTask {
        stops = List.copyOf(stops);
        options = List.copyOf(options);
    }

    /** A sampling option: {@code temperature}, {@code top_p}, {@code seed}, … */
    record Option(String name, double value) {}

    LlamaTask withId(int id) {
        return new LlamaTask(id, chat, prompt, schema, stops, maxTokens, options, millis);
    }

    OptionalDouble option(String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .mapToDouble(Option::value)
                .findFirst();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(id);
        out.writeBoolean(chat);
        Wire.writeText(out, prompt);
        Wire.writeText(out, schema);
        out.writeInt(stops.size());
        for (String stop : stops) {
            Wire.writeText(out, stop);
        }
        out.writeInt(maxTokens);
        out.writeInt(options.size());
        for (Option option : options) {
            Wire.writeText(out, option.name());
            out.writeDouble(option.value());
        }
        out.writeLong(millis);
    }

    static LlamaTask read(DataInput in) throws IOException {
        int id = in.readInt();
        boolean chat = in.readBoolean();
        String prompt = Wire.readText(in);
        String schema = Wire.readText(in);
        List<String> stops = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            stops.add(Wire.readText(in));
        }
        int maxTokens = in.readInt();
        List<Option> options = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            options.add(new Option(Wire.readText(in), in.readDouble()));
        }
        return new LlamaTask(id, chat, prompt, schema, stops, maxTokens, options, in.readLong());
    }
}
