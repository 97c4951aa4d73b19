package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.ModelCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in a simulation, in this order for each. */
public sealed interface SimulationEvent {
    SimulationKey key();

    /** A conversation begins, or goes on after a restart. */
    record SessionStarted(SimulationKey key, Instant at) implements SimulationEvent {}

    /** The simulated user has spoken and the agent is about to be asked. */
    record UserSpoke(SimulationKey key, int turn, Message message) implements SimulationEvent {}

    /** A turn is complete; the conversation goes on only when every listener has returned. */
    record TurnCompleted(SimulationKey key, Turn turn, Conversation conversation) implements SimulationEvent {}

    /** The goal check gave its verdict on the conversation up to a turn, or failed. */
    record GoalChecked(
            SimulationKey key,
            int turn,
            @Nullable GoalVerdict verdict,
            @Nullable String failure) implements SimulationEvent {}

    /** A check of a script was made. */
    record ScriptChecked(SimulationKey key, ScriptCheck check) implements SimulationEvent {}

    /** A model was called. */
    record ModelCalled(SimulationKey key, ModelCall call) implements SimulationEvent {}

    /** The conversation is over. */
    record SessionEnded(SimulationKey key, Simulation simulation) implements SimulationEvent {}
}
