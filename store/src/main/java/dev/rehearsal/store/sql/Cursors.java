package dev.rehearsal.store.sql;

import dev.rehearsal.input.InvalidInputException;

/** What stands in cursors. */
final class Cursors {
    private Cursors() {}

    static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private static InvalidInputException refused() {
        return new InvalidInputException("cursor", "is not one of this list; leave it out to begin anew");
    }
}
