package dev.rehearsal.agents;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;

/** A model that goes by its endpoint's address: what it is called there says nothing of its price. */
record EndpointModel(Model model, String name) implements Model {
    @Override
    public ModelReply generate(ModelRequest request) {
        return model.generate(request);
    }
}
