package dev.rehearsal.formats.document;

import dev.rehearsal.input.Fault;
import java.io.IOException;

/** A document that cannot be read any further; the fault says where and why. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public UnreadableException(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
