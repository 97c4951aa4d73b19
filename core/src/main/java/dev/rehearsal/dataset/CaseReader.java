package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a test case from the values by name that a file, a table row or a record of a dataset gives, and writes it back. */
public final class CaseReader {
    /** Every field that a test case may have, named as in files. */
    public static final List<String> FIELDS = List.of(
            "id",
            "goal",
            "persona",
            "context",
            "expectations",
            "simulation_guidelines",
            "history",
            "script",
            "tags",
            "metadata");

    private final Map<String, ?> values;
    private final List<Fault> faults = new ArrayList<>();

    private CaseReader(Map<String, ?> values) {
        this.values = values;
    }

    /** The test case, or every fault; a fault's place is the field's name. A null value counts as absent. */
    public static CaseItem read(Map<String, ?> values) {
        return new CaseReader(values).read();
    }

    /** The fields of a test case that are set, named as in files; {@link #read} gives the same test case back. */
    public static Map<String, Object> write(TestCase testCase) {
        var fields = new LinkedHashMap<String, Object>();
        if (testCase.id() != null) {
            fields.put("id", testCase.id());
        }
        fields.put("goal", testCase.goal());
        if (testCase.persona() != null) {
            fields.put("persona", testCase.persona());
        }
        put(fields, "context", testCase.context().asMap());
        put(fields, "expectations", testCase.expectations().asMap());
        if (!testCase.simulationGuidelines().isEmpty()) {
            fields.put("simulation_guidelines", testCase.simulationGuidelines());
        }
        if (!testCase.history().isEmpty()) {
            fields.put("history", HistoryReader.write(testCase.history()));
        }
        if (!testCase.script().isEmpty()) {
            fields.put("script", testCase.script().toValues());
        }
        put(fields, "tags", new TreeMap<>(testCase.tags()));
        put(fields, "metadata", testCase.metadata().asMap());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }

    private CaseItem read() {
        unknownKeys();
        String goal = text("goal");
        if (goal == null && values.get("goal") == null) {
            faults.add(new Fault("", "'goal' is missing (found: " + String.join(", ", present()) + ")"));
        } else if (goal != null && goal.isBlank()) {
            faults.add(new Fault("goal", "is blank; say what the simulated user wants to achieve"));
        }
        String id = text("id");
        String persona = text("persona");
        Attributes context = attributes("context");
        for (String name : context.names()) {
            if (TestCase.RESERVED_CONTEXT.contains(name)) {
                faults.add(new Fault("context." + name, "is reserved for what the agent is given; rename it"));
            }
        }
        Attributes expectations = attributes("expectations");
        faults.addAll(TurnExpectations.faults(expectations));
        List<String> guidelines = guidelines();
        Conversation history = HistoryReader.read(values.get("history"), faults);
        Script script = new ScriptReader(faults).read("script", values.get("script"));
        if (faults.isEmpty()) {
            faults.addAll(script.faults(!history.isEmpty()));
        }
        Map<String, String> tags = tags();
        Attributes metadata = attributes("metadata");
        if (id != null && id.isBlank()) {
            faults.add(new Fault("id", "is blank; leave it out to use the digest of the inputs"));
        }
        if (!faults.isEmpty() || goal == null) {
            return new CaseItem.Invalid(faults);
        }
        return new CaseItem.Valid(
                new TestCase(id, goal, persona, context, expectations, guidelines, history, script, tags, metadata));
    }

    private void unknownKeys() {
        Set<String> known = Set.copyOf(FIELDS);
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                faults.add(new Fault(key, "is not a field of a test case" + Names.suggestion(key, FIELDS)));
            }
        }
    }

    private List<String> present() {
        List<String> names = values.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
        return names.isEmpty() ? List.of("nothing") : names;
    }

    private @Nullable String text(String field) {
        return switch (values.get(field)) {
            case null -> null;
            case String text -> text;
            case Number number when field.equals("id") -> number.toString();
            case Object other -> {
                faults.add(new Fault(field, "must be text, found " + kind(other)));
                yield null;
            }
        };
    }

    private Attributes attributes(String field) {
        return switch (values.get(field)) {
            case null -> Attributes.EMPTY;
            case Attributes attributes -> attributes;
            case Map<?, ?> map -> {
                try {
                    yield Attributes.EMPTY
                            .with(field, map)
                            .get(field)
                            .map(CaseReader::asAttributes)
                            .orElse(Attributes.EMPTY);
                } catch (IllegalArgumentException e) {
                    faults.add(new Fault(field, String.valueOf(e.getMessage())));
                    yield Attributes.EMPTY;
                }
            }
            case Object other -> {
                faults.add(new Fault(field, "must be a map of names to values, found " + kind(other)));
                yield Attributes.EMPTY;
            }
        };
    }

    @SuppressWarnings("unchecked") // Attributes gives maps with text keys only
    private static Attributes asAttributes(Object map) {
        return Attributes.from((Map<String, ?>) map);
    }

    private List<String> guidelines() {
        return switch (values.get("simulation_guidelines")) {
            case null -> List.of();
            case String text when text.isBlank() -> List.of();
            case String text -> List.of(text);
            case List<?> list -> {
                var texts = new ArrayList<String>();
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof String text) {
                        texts.add(text);
                    } else {
                        faults.add(new Fault(
                                "simulation_guidelines[" + i + "]", "must be text, found " + kind(list.get(i))));
                    }
                }
                yield texts;
            }
            case Object other -> {
                faults.add(new Fault("simulation_guidelines", "must be text or a list of texts, found " + kind(other)));
                yield List.of();
            }
        };
    }

    private Map<String, String> tags() {
        return switch (values.get("tags")) {
            case null -> Map.of();
            case Map<?, ?> map -> {
                var tags = new TreeMap<String, String>();
                map.forEach((name, value) -> tags.put(String.valueOf(name), value == null ? "" : value.toString()));
                yield tags;
            }
            case List<?> list -> {
                var tags = new TreeMap<String, String>();
                list.forEach(name -> tags.put(String.valueOf(name), ""));
                yield tags;
            }
            case Object other -> {
                faults.add(new Fault("tags", "must be a map or a list of names, found " + kind(other)));
                yield Map.of();
            }
        };
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> "text";
            case Number number -> "a number (" + number + ")";
            case Boolean flag -> flag.toString();
            case Map<?, ?> map -> "a map";
            case List<?> list -> "a list";
            case Object other -> "a " + other.getClass().getSimpleName();
        };
    }
}
