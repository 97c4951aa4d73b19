package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Judge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for verdicts without a rationale. */
record BareJudge(Judge judge) implements Judge {
    @Override
    public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
        var values = new LinkedHashMap<String, @Nullable Object>(
                Attributes.parse(schema.json()).asMap());
        if (values.get("properties") instanceof Map<?, ?> properties) {
            values.put("properties", without(properties));
        }
        if (values.get("required") instanceof List<?> required) {
            values.put(
                    "required",
                    required.stream().filter(name -> !name.equals("rationale")).toList());
        }
        var bare = ReplySchema.of(schema.name(), Attributes.from(values).toJson());
        return judge.ask(scorer, prompt, variables, bare);
    }

    private static Map<String, Object> without(Map<?, ?> properties) {
        var rest = new LinkedHashMap<String, Object>();
        properties.forEach((name, property) -> {
            if (!name.equals("rationale") && property != null) {
                rest.put(String.valueOf(name), property);
            }
        });
        return rest;
    }

    @Override
    public String model() {
        return judge.model();
    }
}
