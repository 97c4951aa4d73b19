package dev.rehearsal.evaluation;

/** A gate was not met, or cases ended in failures. The message says which. */
public final class GateNotMetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GateNotMetException(String message) {
        super(message);
    }
}
