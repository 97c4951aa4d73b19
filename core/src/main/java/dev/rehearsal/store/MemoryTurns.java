package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Withdrawal;
import java.util.ArrayList;
import java.util.List;

/** Turns, and what is said of them, with other numbers and more steps. */
final class MemoryTurns {
    private MemoryTurns() {}

    static Turn with(Turn turn, int number, List<Span> spans) {
        return new Turn(number, turn.user(), turn.answer(), turn.failure(), turn.startedAt(), turn.latency(), spans);
    }

    static Assessment with(Assessment assessment, SessionId sessionId, int turn) {
        return new Assessment(
                assessment.id(),
                sessionId,
                assessment.runId(),
                turn,
                assessment.feedback(),
                assessment.createdAt(),
                assessment.supersedes());
    }

    static Expectation with(Expectation expectation, SessionId sessionId, int turn) {
        return new Expectation(
                expectation.id(),
                sessionId,
                turn,
                expectation.name(),
                expectation.value(),
                expectation.source(),
                expectation.rationale(),
                expectation.createdAt(),
                expectation.supersedes());
    }

    static Withdrawal with(Withdrawal withdrawal, SessionId sessionId) {
        return new Withdrawal(
                sessionId, withdrawal.statement(), withdrawal.by(), withdrawal.rationale(), withdrawal.at());
    }

    /** Those that are there, and those of the others whose ids are new. */
    static List<Span> merged(List<Span> there, List<Span> others) {
        var merged = new ArrayList<>(there);
        for (Span span : others) {
            if (merged.stream().noneMatch(each -> each.id().equals(span.id()))) {
                merged.add(span);
            }
        }
        return merged;
    }

    /** A step that is directly under the turn where its parent is the turn itself. */
    static Span under(Span span, TraceId traceId) {
        return traceId.rootSpan().equals(span.parentId())
                ? new Span(
                        span.id(),
                        null,
                        span.name(),
                        span.kind(),
                        span.startedAt(),
                        span.duration(),
                        span.attributes(),
                        span.failure())
                : span;
    }

    static void renumber(List<Turn> turns) {
        for (int i = 0; i < turns.size(); i++) {
            turns.set(i, with(turns.get(i), i + 1, turns.get(i).spans()));
        }
    }
}
