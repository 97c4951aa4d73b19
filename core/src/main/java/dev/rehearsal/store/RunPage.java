package dev.rehearsal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some runs of a list.
 *
 * @param next where to go on; null at the end
 */
public record RunPage(List<RunRecord> rows, @Nullable Cursor next) {
    public RunPage {
        rows = List.copyOf(rows);
    }
}
