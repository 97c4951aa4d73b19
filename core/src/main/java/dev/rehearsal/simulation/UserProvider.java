package dev.rehearsal.simulation;

import dev.rehearsal.model.ModelUri;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens simulated users that are no language model, by URI. Found by {@link ServiceLoader}; asked before the providers of models. */
public interface UserProvider {
    /** Whether the URI names one of its users. */
    boolean opens(ModelUri uri);

    /** What it is, in a sentence; shown wherever such a user plays, so that nobody takes it for a model. */
    String description();

    /** Whether its user makes up what it says by rules. No gate is passed on such a user: it tries out the plumbing, not the agent. */
    default boolean followsRules() {
        return true;
    }

    /** The user. What it says follows from what it is asked, the request's seed included. */
    SimulatedUser user(ModelUri uri);

    /** The goal check that fits the user. */
    GoalCheck goalCheck(ModelUri uri);

    /** The provider that opens that URI, if one is on the class path. */
    static Optional<UserProvider> find(ModelUri uri) {
        for (UserProvider provider : ServiceLoader.load(UserProvider.class)) {
            if (provider.opens(uri)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
