package dev.rehearsal.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One user message and what the agent answered.
 *
 * @param number 1 for the first turn of its conversation
 * @param user the user's message
 * @param answer the agent's answer; {@link Answer#NONE} where it failed
 * @param failure what went wrong where the agent failed in this turn, else null
 * @param startedAt when the agent was asked
 * @param latency how long the agent took
 * @param spans the steps inside the turn, its root span not included
 */
public record Turn(
        int number,
        Message user,
        Answer answer,
        @Nullable String failure,
        Instant startedAt,
        Duration latency,
        List<Span> spans) {
    public Turn {
        if (number < 1) {
            throw new IllegalArgumentException("turns are counted from 1, found: " + number);
        }
        if (user.role() != Role.USER) {
            throw new IllegalArgumentException(
                    "a turn starts with a user message, found: " + user.role().code());
        }
        Objects.requireNonNull(answer, "answer");
        spans = List.copyOf(spans);
    }

    public static Turn of(int number, String user, Answer answer) {
        return new Turn(number, Message.user(user), answer, null, Instant.EPOCH, Duration.ZERO, List.of());
    }
}
