package dev.rehearsal.input;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input cannot be used: it is refused whole, with every fault that was found. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public InvalidInputException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public InvalidInputException(String place, String message) {
        this(List.of(new Fault(place, message)));
    }

    /** Every fault, in the order of the input. */
    public List<Fault> faults() {
        return faults;
    }
}
