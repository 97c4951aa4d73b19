package dev.rehearsal.simulation;

import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;

/** Plays the person. Called from many threads at once; keeps nothing between calls but by session id. */
@FunctionalInterface
public interface SimulatedUser {
    /**
     * Says the next thing.
     *
     * @throws RuntimeException anything: the session ends as {@code user_failed}
     */
    UserReply next(UserRequest request);

    /** A person played by a model, in the way that brings the best out of it: models that can go on with a text are the weak ones. */
    static SimulatedUser of(ModelClient model, ModelParameters parameters) {
        return model.continues()
                ? new ContinuingSimulatedUser(model, parameters)
                : new ModelSimulatedUser(model, parameters);
    }

    /** Who plays, where it is reported: a model's name, {@code offline:/} or {@code java}. */
    default String name() {
        return "java";
    }
}
