package dev.rehearsal.models.langchain4j;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that LangChain4j has no common place for: they are merged into the body.
 *
 * @param seed how the provider puts a seed; null if it takes none
 * @param open whether the provider's own parameters can be passed on
 */
record Extras(@Nullable LongFunction<Attributes> seed, boolean open) {
    /** Nothing can be passed on. */
    static final Extras NONE = new Extras(null, false);

    /** @throws ModelException.ParameterUnsupported if there is no way to pass one on */
    List<Attributes> of(ModelRequest request) {
        ModelParameters parameters = request.parameters();
        var all = new ArrayList<Attributes>();
        if (!parameters.more().isEmpty()) {
            if (!open) {
                String name = parameters.more().names().iterator().next();
                throw new ModelException.ParameterUnsupported(name, "'" + name + "' cannot be passed on to this model");
            }
            all.add(parameters.more());
        }
        Long value = parameters.seed();
        if (value != null) {
            if (seed == null) {
                throw new ModelException.ParameterUnsupported("seed", "this model takes no seed");
            }
            all.add(seed.apply(value));
        }
        return all;
    }
}
