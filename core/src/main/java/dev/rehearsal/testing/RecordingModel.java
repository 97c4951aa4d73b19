package dev.rehearsal.testing;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.TextContinuation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks another model and keeps its replies in a file, for {@link RecordedModel} to replay. What the file has already is not asked again, so
 * a recording can be gone on with; delete the file to record anew. Requests are kept as digests only; replies as they are. Several models
 * may record into one file.
 */
public final class RecordingModel implements Model {
    /** Several models may write to one file. */
    private static final Lock WRITING = new ReentrantLock();

    private final Model model;
    private final Path file;
    private final Recording recording;

    private RecordingModel(Model model, Path file, Recording recording) {
        this.model = model;
        this.file = file;
        this.recording = recording;
    }

    /** @throws dev.rehearsal.input.InvalidInputException if the file is there and is no recording */
    public static RecordingModel of(Model model, Path file) {
        Path place = file.toAbsolutePath().normalize();
        if (!Files.exists(place)) {
            return new RecordingModel(model, place, new Recording());
        }
        Recording.dropCutLine(place);
        return new RecordingModel(model, place, Recording.read(place));
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        return replayOrAsk(request, null, () -> model.generate(request));
    }

    @Override
    public Optional<TextContinuation> continuation() {
        return model.continuation()
                .map(real -> (request, stops) -> replayOrAsk(request, stops, () -> real.continueText(request, stops)));
    }

    private ModelReply replayOrAsk(ModelRequest request, @Nullable List<String> stops, Supplier<ModelReply> question) {
        RecordedCall known = recording.find(request, stops);
        if (known != null) {
            return known.reply();
        }
        try {
            var call = new RecordedCall(
                    Fingerprint.of(request, stops),
                    request.call(),
                    model.name(),
                    model.canJudge(),
                    stops != null,
                    question.get());
            RecordedCall kept = recording.add(call);
            if (kept == call) {
                append(call.toLine());
            }
            return kept.reply();
        } catch (ModelException.ParameterUnsupported e) {
            if (recording.addUnsupported(model.name(), e.parameter())) {
                append(Attributes.of(Recording.UNSUPPORTED, e.parameter())
                        .with("model", model.name())
                        .toJson());
            }
            throw e;
        }
    }

    private void append(String line) {
        WRITING.lock();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + file + " cannot be written", e);
        } finally {
            WRITING.unlock();
        }
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public boolean canJudge() {
        return model.canJudge();
    }

    @Override
    public int concurrency() {
        return model.concurrency();
    }
}
