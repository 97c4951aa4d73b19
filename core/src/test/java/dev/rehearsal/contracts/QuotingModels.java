package dev.rehearsal.contracts;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelProvider;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Purpose;
import java.util.List;

/** Models of {@code quoting:/}: they speak, and refuse everything else by quoting their key. */
public final class QuotingModels implements ModelProvider {
    @Override
    public List<Provider> providers() {
        return List.of(new Provider("quoting", "quotes its key", List.of("QUOTING_API_KEY"), true, false));
    }

    @Override
    public Model open(ModelUri uri, ModelSettings settings) {
        String key = settings.environment().getOrDefault("QUOTING_API_KEY", "");
        return new Model() {
            @Override
            public ModelReply generate(ModelRequest request) {
                if (request.call().purpose() == Purpose.USER) {
                    return ModelReply.of("{\"message\":\"hello\",\"status\":\"going_on\"}");
                }
                throw new ModelException.Rejected("incorrect API key provided: " + key, null);
            }

            @Override
            public String name() {
                return uri.toString();
            }
        };
    }
}
