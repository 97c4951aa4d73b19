package dev.rehearsal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some sessions of a list.
 *
 * @param next where to go on; null at the end
 */
public record SessionPage(List<SessionRow> rows, @Nullable Cursor next) {
    public SessionPage {
        rows = List.copyOf(rows);
    }
}
