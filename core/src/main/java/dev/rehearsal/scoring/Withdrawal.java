package dev.rehearsal.scoring;

import dev.rehearsal.conversation.SessionId;
import java.time.Instant;

/**
 * Somebody takes back what was said. With a statement go those that it superseded and that the same person had made, so that withdrawing
 * what one had edited does not bring the first draft back; what others had said before counts again.
 *
 * @param statement the id of the feedback or expectation
 * @param by the person who takes it back
 * @param rationale why; may be empty
 */
public record Withdrawal(SessionId sessionId, String statement, Source by, String rationale, Instant at) {}
