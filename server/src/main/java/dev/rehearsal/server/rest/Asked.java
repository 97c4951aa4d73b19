package dev.rehearsal.server.rest;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.store.Cursor;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request; a parameter that is not known is refused, so that no filter is left out by a slip. */
final class Asked {
    private static final int LIMIT = 50;
    private static final int MOST = 500;

    private final Context context;

    private Asked(Context context) {
        this.context = context;
    }

    static Asked of(Context context, String... known) {
        List<String> names = Arrays.asList(known);
        var faults = new ArrayList<Fault>();
        for (String name : context.queryParamMap().keySet()) {
            if (!names.contains(name)) {
                faults.add(new Fault(
                        name,
                        "is no parameter here"
                                + (names.isEmpty() ? "" : " (there are: " + String.join(", ", names) + ")")
                                + Names.suggestion(name, names)));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new Asked(context);
    }

    @Nullable
    String text(String name) {
        String value = context.queryParam(name);
        return value == null || value.isBlank() ? null : value;
    }

    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw new InvalidInputException(name, "is missing; say ?" + name + "=…");
        }
        return value;
    }

    List<String> all(String name) {
        return context.queryParams(name);
    }

    boolean flag(String name) {
        return "true".equals(text(name));
    }

    int limit() {
        return (int) number("limit", LIMIT, 1, MOST);
    }

    long number(String name, long otherwise, long least, long most) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidInputException(name, "is a number from " + least + " to " + most + ", found '" + value + "'");
    }

    @Nullable
    Cursor cursor() {
        String value = text("cursor");
        return value == null ? null : Cursor.parse(value);
    }
}
