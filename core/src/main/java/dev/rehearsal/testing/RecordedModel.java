package dev.rehearsal.testing;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.TextContinuation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replies as a {@link RecordingModel} was replied to: {@code recorded:/FILE}. A reply is found by what is asked (messages, schema, tools,
 * parameters) and what for (purpose, case, trial, turn, repeat), in whatever order. Nothing is sent anywhere. One recording may hold the
 * replies of several models.
 */
public final class RecordedModel implements Model {
    private final String name;
    private final Recording recording;

    private RecordedModel(String name, Recording recording) {
        this.name = name;
        this.recording = recording;
    }

    /** @throws dev.rehearsal.input.InvalidInputException if the file is not there or is no recording */
    public static RecordedModel from(Path file) {
        return new RecordedModel("recorded:/" + file, Recording.read(file));
    }

    /** @throws ModelException.Rejected if that was not recorded; the message names the call */
    @Override
    public ModelReply generate(ModelRequest request) {
        return find(request, null);
    }

    @Override
    public Optional<TextContinuation> continuation() {
        return recording.continues() ? Optional.of(this::find) : Optional.empty();
    }

    private ModelReply find(ModelRequest request, @Nullable List<String> stops) {
        RecordedCall found = recording.find(request, stops);
        if (found != null) {
            return found.reply();
        }
        throw new ModelException.Rejected(
                name + " has no reply for the call of " + request.call()
                        + (recording.knows(request.call())
                                ? ": that call was recorded, but something else was asked (prompt, schema, tools or"
                                        + " parameters have changed); record anew"
                                : "; record it first"),
                null);
    }

    @Override
    public String name() {
        return name;
    }

    /** As the models that were recorded. */
    @Override
    public boolean canJudge() {
        return recording.judges();
    }
}
