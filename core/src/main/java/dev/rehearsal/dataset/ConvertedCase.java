package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A test case made of what another system holds and would be refused in a file: what does not fit is renamed or put elsewhere, and said.
 *
 * @param item the test case, or what is wrong that cannot be mended, such as a missing goal
 * @param warnings what was changed; a place is the name of the field
 */
public record ConvertedCase(CaseItem item, List<Fault> warnings) {
    private static final Set<String> MAPS = Set.of("context", "expectations", "metadata");

    public ConvertedCase {
        warnings = List.copyOf(warnings);
    }

    /**
     * Converts.
     *
     * @param values the fields of a test case by name, with whatever else the other system has there
     */
    public static ConvertedCase from(Map<String, ?> values) {
        return new Conversion(values).convert();
    }

    /** One conversion under way. */
    private static final class Conversion {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        private final List<Fault> warnings = new ArrayList<>();

        Conversion(Map<String, ?> values) {
            this.values.putAll(values);
        }

        ConvertedCase convert() {
            MAPS.forEach(this::asMap);
            unknownFields();
            rename("context", TestCase.RESERVED_CONTEXT, "is reserved for what the agent is given");
            if (values.get("expectations") instanceof Map<?, ?> expectations
                    && !TurnExpectations.faults(attributes(expectations)).isEmpty()) {
                rename(
                        "expectations",
                        Set.of(TurnExpectations.TURNS),
                        "stands for what is expected of single turns, and this is not of that form");
            }
            text("persona");
            guidelines();
            if (values.get("id") instanceof String id && id.isBlank()) {
                values.remove("id");
            }
            return new ConvertedCase(CaseReader.read(values), warnings);
        }

        private static Attributes attributes(Map<?, ?> map) {
            return Attributes.EMPTY
                    .with("map", map)
                    .get("map")
                    .map(Conversion::cast)
                    .orElse(Attributes.EMPTY);
        }

        @SuppressWarnings("unchecked") // Attributes gives maps with text keys only
        private static Attributes cast(Object map) {
            return Attributes.from((Map<String, ?>) map);
        }

        private void asMap(String field) {
            Object value = values.get(field);
            if (value != null && !(value instanceof Map<?, ?>)) {
                values.put(field, Map.of("value", value));
                warnings.add(new Fault(field, "is no map; its value is kept as '" + field + ".value'"));
            }
        }

        private void unknownFields() {
            var unknown = new LinkedHashMap<String, @Nullable Object>();
            values.forEach((name, value) -> {
                if (!CaseReader.FIELDS.contains(name)) {
                    unknown.put(name, value);
                }
            });
            if (unknown.isEmpty()) {
                return;
            }
            values.keySet().removeAll(unknown.keySet());
            var metadata = new LinkedHashMap<String, @Nullable Object>(unknown);
            if (values.get("metadata") instanceof Map<?, ?> own) {
                own.forEach((name, value) -> metadata.put(String.valueOf(name), value));
            }
            values.put("metadata", metadata);
            unknown.keySet()
                    .forEach(name ->
                            warnings.add(new Fault(name, "is not a field of a test case; it is kept as metadata")));
        }

        private void rename(String field, Set<String> names, String why) {
            if (!(values.get(field) instanceof Map<?, ?> map)) {
                return;
            }
            var renamed = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, value) -> {
                String kept = String.valueOf(name);
                if (names.contains(kept)) {
                    kept += "_";
                    while (map.containsKey(kept) || names.contains(kept)) {
                        kept += "_";
                    }
                    warnings.add(new Fault(field + "." + name, why + "; it is renamed to '" + kept + "'"));
                }
                renamed.put(kept, value);
            });
            values.put(field, renamed);
        }

        private void text(String field) {
            Object value = values.get(field);
            if (value != null && !(value instanceof String)) {
                values.put(field, value.toString());
                warnings.add(new Fault(field, "is no text; it is kept as one"));
            }
        }

        private void guidelines() {
            String field = "simulation_guidelines";
            Object value = values.get(field);
            if (value instanceof List<?> list && list.stream().anyMatch(each -> !(each instanceof String))) {
                values.put(
                        field,
                        list.stream()
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .collect(Collectors.toList()));
                warnings.add(new Fault(field, "has values that are no text; they are kept as text"));
            } else if (value != null && !(value instanceof List<?>)) {
                text(field);
            }
        }
    }
}
