package dev.rehearsal.agents;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * A model that goes by its endpoint's address: what it is called there says nothing of its price. Behind the endpoint is an agent, which may
 * do things: a call is repeated only where nobody was reached or the server refused it for its load, unless the agent is said to be
 * repeatable.
 */
record EndpointModel(Model model, String name, boolean repeatable) implements Model {
    @Override
    public ModelReply generate(ModelRequest request) {
        try {
            return model.generate(request);
        } catch (ModelException.Passing e) {
            if (repeatable || didNothing(e)) {
                throw e;
            }
            String where = e instanceof ModelException.Unreachable ? "; is the address right?" : "";
            throw new ModelException.Rejected(
                    e.getMessage() + " (asked once, as it may have done something; 'repeatable: true' asks again"
                            + where + ")",
                    e);
        }
    }

    private static boolean didNothing(ModelException.Passing fault) {
        return switch (fault) {
            case ModelException.RateLimited limited -> true;
            case ModelException.Unavailable refused -> refused.retryAfter() != null;
            case ModelException.Unreachable lost ->
                lost.getCause() instanceof ConnectException || lost.getCause() instanceof UnknownHostException;
            case ModelException.TimedOut late -> false;
        };
    }
}
