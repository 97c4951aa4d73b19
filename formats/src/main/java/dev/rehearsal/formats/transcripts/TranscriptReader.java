package dev.rehearsal.formats.transcripts;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a session of a line. */
final class TranscriptReader {
    private static final List<String> OF_THE_CASE =
            List.of("id", "goal", "persona", "context", "expectations", "tags", "metadata");
    private static final List<String> FIELDS =
            List.of("messages", "session_id", "id", "goal", "persona", "context", "expectations", "tags", "metadata");
    private static final String SHAREGPT = "conversations";
    private static final int MOST_ID = 250;

    private final Document document;
    private final Faults faults;
    private final String prefix;
    private int line;
    private boolean broken;

    TranscriptReader(Document document, Faults faults, long number) {
        this.document = document;
        this.faults = faults;
        this.prefix = "transcript " + number + ": ";
    }

    /** The session, or null where it has a fault. */
    @Nullable
    RecordedSession read(RawTranscripts.Raw raw) {
        line = raw.line();
        Map<String, @Nullable Object> fields = raw.fields();
        if (fields == null) {
            fault("", "must be an object with 'messages'");
            return null;
        }
        if (fields.containsKey(SHAREGPT) && !fields.containsKey("messages")) {
            fault(
                    "",
                    "has '" + SHAREGPT
                            + "' and no 'messages', as ShareGPT's files do; read them as sharegpt (--format sharegpt)");
            return null;
        }
        for (String name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                fault(
                        name,
                        "is not a field of a transcript; what is only to be kept can stand under 'metadata'"
                                + Names.suggestion(name, FIELDS));
            }
        }
        var messages = new MessageReader(this::fault);
        switch (fields.get("messages")) {
            case null -> fault("", "'messages' is missing (found: " + String.join(", ", fields.keySet()) + ")");
            case List<?> list when list.isEmpty() -> fault("messages", "is empty; there is nothing to score");
            case List<?> list -> messages.read(list);
            case Object other -> fault("messages", "must be a list of messages");
        }
        SessionId id = sessionId(fields.get("session_id"));
        TestCase testCase = testCase(fields, messages);
        return broken || testCase == null
                ? null
                : new RecordedSession(
                        id,
                        testCase,
                        messages.conversation(),
                        document.fault(line, "").place());
    }

    private @Nullable SessionId sessionId(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text when !text.isBlank() && text.length() <= MOST_ID -> SessionId.of(text);
            case Number number -> SessionId.of(number.toString());
            case Object other -> {
                fault("session_id", "must be text of 1 to " + MOST_ID + " characters; leave it out to get one");
                yield null;
            }
        };
    }

    private @Nullable TestCase testCase(Map<String, @Nullable Object> fields, MessageReader messages) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        OF_THE_CASE.forEach(name -> values.put(name, fields.get(name)));
        if (fields.get("goal") == null) {
            values.put("goal", RecordedSession.UNKNOWN_GOAL);
        }
        values.put("expectations", withTurns(fields.get("expectations"), messages.expectations()));
        values.put("metadata", withInstructions(fields.get("metadata"), messages.instructions()));
        return switch (CaseReader.read(values)) {
            case CaseItem.Valid(TestCase testCase) -> testCase;
            case CaseItem.Invalid(List<Fault> invalid) -> {
                invalid.forEach(fault -> fault(fault.place(), fault.message()));
                yield null;
            }
        };
    }

    /** What stands with messages is expected of their turns; what the line itself says of a turn goes before it. */
    private @Nullable Object withTurns(@Nullable Object expectations, Map<String, Map<String, Object>> ofTurns) {
        if (ofTurns.isEmpty()) {
            return expectations;
        }
        var all = new LinkedHashMap<String, @Nullable Object>();
        if (expectations instanceof Map<?, ?> map) {
            map.forEach((name, value) -> all.put(String.valueOf(name), value));
        } else if (expectations != null) {
            return expectations;
        }
        var turns = new LinkedHashMap<String, @Nullable Object>(ofTurns);
        if (all.get("turns") instanceof Map<?, ?> given) {
            given.forEach((turn, value) -> {
                if (turns.put(String.valueOf(turn), value) != null) {
                    fault("expectations.turns." + turn, "stands with a message of that turn too; say it in one place");
                }
            });
        }
        all.put("turns", turns);
        return all;
    }

    private static @Nullable Object withInstructions(@Nullable Object metadata, List<String> instructions) {
        if (instructions.isEmpty() || metadata != null && !(metadata instanceof Map<?, ?>)) {
            return metadata;
        }
        var all = new LinkedHashMap<String, @Nullable Object>();
        if (metadata instanceof Map<?, ?> map) {
            map.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        all.put("system_messages", instructions);
        return all;
    }

    private void fault(String path, String message) {
        broken = true;
        faults.add(line, prefix + (path.isEmpty() ? "" : "'" + path + "' ") + message);
    }
}
