package dev.rehearsal.store;

import java.util.Locale;

/** How far a run is. */
public enum RunStatus {
    /** Under way, or its process died: the lease tells. */
    RUNNING,
    /** All its cases ended and were scored. */
    FINISHED,
    /** Stopped by a person or a limit; it can be resumed. */
    INTERRUPTED,
    /** Something broke that was not a case's own failure; it can be resumed. */
    FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
