package dev.rehearsal.store;

import java.time.Duration;
import java.util.List;

/**
 * What is still to be published to other places. It is filled by the changes of runs that {@linkplain Change.PublicationBegan are published},
 * together with what they change, and emptied by {@link Change.Published}.
 */
public interface Outbox {
    /** The publications, the newest first. */
    List<Publication> publications();

    /** Those to a destination. */
    default List<Publication> publications(String destination) {
        return publications().stream()
                .filter(each -> each.destination().equals(destination))
                .toList();
    }

    /**
     * What is to be published next, the oldest first, without what was refused. Runs themselves come when nothing of their sessions is left
     * that could come before them.
     *
     * @param sessions of how many sessions at most
     */
    List<Unpublished> next(String destination, int sessions);

    /**
     * Takes the lease to publish to a destination, or renews it, for that long.
     *
     * @param owner names the process
     * @return false if another owner holds it and it has not run out
     */
    boolean lease(String destination, String owner, Duration duration);

    /** Gives the lease back. */
    void release(String destination, String owner);
}
