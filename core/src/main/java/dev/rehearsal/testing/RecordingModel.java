package dev.rehearsal.testing;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelRecorder;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks another model and keeps its replies in a file, for {@link RecordedModel} to replay. What the file has already is not asked again, so
 * a recording can be gone on with; delete the file to record anew. Requests are kept as digests only; replies as they are, but for the
 * values of credentials, which are blacked out for the run too. Failed attempts are not kept. Several models may record into one file, which
 * is held in memory while they do.
 */
public final class RecordingModel implements Model {
    /** Several models may write to one file. */
    private static final Lock WRITING = new ReentrantLock();

    private final Model model;
    private final Path file;
    private final Recording recording;
    private final UnaryOperator<String> hiding;

    private RecordingModel(Model model, Path file, Recording recording, UnaryOperator<String> hiding) {
        this.model = model;
        this.file = file;
        this.recording = recording;
        this.hiding = hiding;
    }

    /** @throws InvalidInputException if the file cannot be written, or is there and is no recording */
    public static RecordingModel of(Model model, Path file) {
        return of(model, file, UnaryOperator.identity());
    }

    /** Records all models of a run into one file. */
    public static ModelRecorder all(Path file) {
        return (model, secrets) -> of(model, file, secrets::hide);
    }

    private static RecordingModel of(Model model, Path file, UnaryOperator<String> hiding) {
        Path place = file.toAbsolutePath().normalize();
        WRITING.lock();
        try {
            return new RecordingModel(model, place, begun(place), hiding);
        } finally {
            WRITING.unlock();
        }
    }

    private static Recording begun(Path file) {
        if (Files.exists(file)) {
            if (Files.isDirectory(file) || !Files.isWritable(file)) {
                throw new InvalidInputException(file.toString(), "is no file that a recording can be written to");
            }
            Recording.dropCutLine(file);
            return Recording.read(file);
        }
        Path folder = file.getParent();
        if (folder != null && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new InvalidInputException(
                    file.toString(),
                    "no recording can be written there: " + folder + " is no folder that can be written to");
        }
        return new Recording();
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
                    hidden(question.get()));
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

    private ModelReply hidden(ModelReply reply) {
        return new ModelReply(
                hiding.apply(reply.text()),
                reply.toolCalls().stream()
                        .map(call -> ToolCall.of(call.id(), call.name(), hiding.apply(call.arguments())))
                        .toList(),
                reply.finish(),
                reply.usage());
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
