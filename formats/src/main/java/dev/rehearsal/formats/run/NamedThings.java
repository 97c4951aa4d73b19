package dev.rehearsal.formats.run;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.Node.Entry;
import dev.rehearsal.formats.document.Node.Mapping;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.scorers.Scorers;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the names of models and scorers before the run would find them wrong. */
final class NamedThings {
    private static final List<String> MODELS = List.of("user_model", "judge_model", "goal_check_model");

    private final Faults faults;

    NamedThings(Faults faults) {
        this.faults = faults;
    }

    void check(Mapping root) {
        for (String key : MODELS) {
            Entry model = root.entries().get(key);
            if (model != null && model.value().value() instanceof String uri) {
                attempt(model.line(), "'" + key + "': ", () -> ModelUri.parse(uri));
            }
        }
        Entry scorers = root.entries().get("scorers");
        if (scorers != null) {
            switch (scorers.value()) {
                case Node.Sequence list -> list.items().forEach(this::scorer);
                case Mapping one -> scorer(one);
                case Node.Scalar one -> scorer(one);
            }
        }
    }

    private void scorer(Node scorer) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        Object name = scorer.value();
        if (scorer instanceof Mapping mapping) {
            options.putAll(mapping.value());
            name = options.remove("name");
        }
        if (name instanceof String known) {
            attempt(scorer.line(), "'scorers': ", () -> Scorers.open(known, Attributes.from(options)));
        }
    }

    private void attempt(int line, String place, Runnable opening) {
        try {
            opening.run();
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> faults.add(line, place + fault.message()));
        }
    }
}
