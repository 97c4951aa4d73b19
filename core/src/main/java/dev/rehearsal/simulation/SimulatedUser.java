package dev.rehearsal.simulation;

/** Plays the person. Called from many threads at once; keeps nothing between calls but by session id. */
@FunctionalInterface
public interface SimulatedUser {
    /**
     * Says the next thing.
     *
     * @throws RuntimeException anything: the session ends as {@code user_failed}
     */
    UserReply next(UserRequest request);

    /** Who plays, where it is reported: a model's name, {@code offline:/} or {@code java}. */
    default String name() {
        return "java";
    }
}
