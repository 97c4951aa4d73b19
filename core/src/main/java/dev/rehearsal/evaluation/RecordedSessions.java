package dev.rehearsal.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Conversations that took place elsewhere, read as a stream; nothing is kept in memory but what is in flight. */
@FunctionalInterface
public interface RecordedSessions {
    /** Opens the source from its start, as often as asked; to be closed. */
    Stream<RecordedSession> open();

    /** Where they are from: a file's name; empty where they are a program's. */
    default String origin() {
        return "";
    }

    static RecordedSessions of(RecordedSession... sessions) {
        return of(Arrays.asList(sessions));
    }

    static RecordedSessions of(List<RecordedSession> sessions) {
        List<RecordedSession> copy = List.copyOf(sessions);
        return copy::stream;
    }
}
