package dev.rehearsal.junit;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether models are asked, recorded or replayed.
 *
 * @param file where replies are kept, or null where they are not
 * @param replays whether the models' replies come from that file
 */
record Recorded(@Nullable String file, boolean replays) {
    private static final long SEED = 0;

    /**
     * @param recording the file that the test names; empty for none
     * @throws InvalidInputException if there is nothing to replay
     */
    static Recorded of(String recording, Overrides overrides) {
        Optional<String> record = overrides.get("record").filter(value -> !value.equals("false"));
        if (record.isPresent() && !record.get().equals("true")) {
            return recordingTo(record.get());
        }
        if (recording.isEmpty()) {
            return new Recorded(null, false);
        }
        if (record.isPresent()) {
            return recordingTo(recording);
        }
        if (!Files.exists(Path.of(recording))) {
            throw new InvalidInputException(
                    recording,
                    "there is no such recording in " + Path.of("").toAbsolutePath()
                            + "; record it once, with models: -Drehearsal.record=true (or REHEARSAL_RECORD=true)");
        }
        return new Recorded(recording, true);
    }

    /** The first recording of a project has no folder yet. */
    private static Recorded recordingTo(String file) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new InvalidInputException(file, "no recording can be written there: " + e);
        }
        return new Recorded(file, false);
    }

    /** The same seed each time, as replies are found again by what was asked. */
    RunConfig over(RunConfig config) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (file != null && config.seed() == null) {
            values.put("seed", SEED);
        }
        if (file != null && replays) {
            String model = "recorded:/" + Path.of(file);
            values.put("user_model", model);
            values.put("goal_check_model", model);
            values.put("judge_model", model);
        } else if (file != null) {
            values.put("record", file);
        }
        return config.with(Attributes.from(values));
    }
}
