package dev.rehearsal.testing;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The replies of a file, by what was asked and what for. The order of its lines does not matter. Safe for use by many threads. */
final class Recording {
    /** Names a parameter that a model does not take: such a line is no reply. */
    static final String UNSUPPORTED = "unsupported_parameter";

    private final Map<Place, RecordedCall> calls = new ConcurrentHashMap<>();
    private final Set<CallKey> keys = ConcurrentHashMap.newKeySet();
    private final Map<Purpose, Set<String>> models = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> unsupported = new ConcurrentHashMap<>();

    private record Place(String fingerprint, CallKey key) {}

    /**
     * Reads a file. A last line that is cut off is left out: the process that wrote it died.
     *
     * @throws InvalidInputException if it is no recording; every broken line is named
     */
    static Recording read(Path file) {
        var recording = new Recording();
        var faults = new ArrayList<Fault>();
        String text = text(file);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean cut = i == lines.size() - 1 && !text.endsWith("\n");
            try {
                if (!lines.get(i).isBlank()) {
                    recording.add(Attributes.parse(lines.get(i)));
                }
            } catch (IllegalArgumentException e) {
                if (!cut) {
                    faults.add(new Fault(file + ":" + (i + 1), "is no line of a recording: " + e.getMessage()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return recording;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file.toString(), "there is no such recording; record one first");
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file.toString(), "is not UTF-8, so it is no recording");
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private void add(Attributes line) {
        String parameter = line.text(UNSUPPORTED).orElse(null);
        if (parameter != null) {
            addUnsupported(line.text("model").orElse(""), parameter);
        } else {
            add(RecordedCall.from(line));
        }
    }

    /** @return the reply that counts: the first of its place */
    RecordedCall add(RecordedCall call) {
        keys.add(call.key());
        models.computeIfAbsent(call.key().purpose(), purpose -> ConcurrentHashMap.newKeySet())
                .add(call.model());
        RecordedCall earlier = calls.putIfAbsent(new Place(call.fingerprint(), call.key()), call);
        return earlier == null ? call : earlier;
    }

    /** @return whether that was new */
    boolean addUnsupported(String model, String parameter) {
        return unsupported
                .computeIfAbsent(model, name -> ConcurrentHashMap.newKeySet())
                .add(parameter);
    }

    /**
     * @param stops where a text continuation ends; null for a chat
     * @return the recorded reply, or null
     */
    @Nullable
    RecordedCall find(ModelRequest request, @Nullable List<String> stops) {
        ModelRequest asked = request.withParameters(
                without(request.parameters(), request.call().purpose()));
        return calls.get(new Place(Fingerprint.of(asked, stops), request.call()));
    }

    /** Leaves out what the models that replied then had made the caller leave out. */
    private ModelParameters without(ModelParameters parameters, Purpose purpose) {
        ModelParameters known = parameters;
        for (String model : models.getOrDefault(purpose, Set.of())) {
            for (String parameter : unsupported.getOrDefault(model, Set.of())) {
                known = known.without(parameter);
            }
        }
        return known;
    }

    boolean knows(CallKey key) {
        return keys.contains(key);
    }

    boolean judges() {
        return calls.values().stream().allMatch(RecordedCall::judges);
    }

    boolean continues() {
        return calls.values().stream().anyMatch(RecordedCall::continued);
    }

    /** Cuts off a last line that its writer did not finish, so that what is appended starts on a line of its own. */
    static void dropCutLine(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end < bytes.length) {
                Files.write(file, Arrays.copyOf(bytes, end));
            }
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }
}
