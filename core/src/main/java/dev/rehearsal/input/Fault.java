package dev.rehearsal.input;

/**
 * One thing that is wrong with an input.
 *
 * @param place where it is: file and line, test case and index, or flag
 * @param message what was asked, what was found and what to do
 */
public record Fault(String place, String message) {
    @Override
    public String toString() {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
