package dev.rehearsal.simulation;

/** What came of asking the simulated user for its next message. */
sealed interface NextMessage {
    record Said(UserReply reply) implements NextMessage {}

    record Failed(StopReason reason) implements NextMessage {}
}
