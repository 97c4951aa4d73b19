package dev.rehearsal.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table that fits the terminal: where it would be too wide, the widest columns that may be narrowed are narrowed. What does not fit
 * into them is cut, or stands on a line of its own before its row.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST = 14;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column: its title, and how it is set. */
    public record Column(String title, Setting setting) {
        /** How the cells of a column are set. */
        public enum Setting {
            TEXT,
            NUMBER,
            CUT,
            WHOLE
        }

        public static Column text(String title) {
            return new Column(title, Setting.TEXT);
        }

        public static Column number(String title) {
            return new Column(title, Setting.NUMBER);
        }

        /** One that can be cut where the table is too wide. */
        public static Column cut(String title) {
            return new Column(title, Setting.CUT);
        }

        /** One of names that are never cut: where the table is too wide, a long one stands on a line of its own. */
        public static Column whole(String title) {
            return new Column(title, Setting.WHOLE);
        }

        private boolean shrinks() {
            return setting == Setting.CUT || setting == Setting.WHOLE;
        }
    }

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row; its cells are disarmed. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Plain::line).toList());
    }

    /** Writes it. */
    public void print(Terminal terminal, String indent) {
        int[] widths = widths(terminal.columns() - indent.length());
        terminal.line(terminal.styled(
                Style.DIM, indent + line(columns.stream().map(Column::title).toList(), widths)));
        for (List<String> row : rows) {
            var cells = new ArrayList<>(row);
            for (int i = 0; i < widths.length; i++) {
                if (columns.get(i).setting() == Column.Setting.WHOLE && Width.of(row.get(i)) > widths[i]) {
                    terminal.line(indent + row.get(i));
                    cells.set(i, "");
                }
            }
            terminal.line(indent + line(cells, widths));
        }
    }

    private int[] widths(int most) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Width.of(columns.get(i).title());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
        }
        int gaps = GAP.length() * (widths.length - 1);
        int over = Arrays.stream(widths).sum() + gaps - most;
        while (over > 0) {
            int widest = widest(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private int widest(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean canShrink = columns.get(i).shrinks() && widths[i] > LEAST;
            if (canShrink && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Width.cut(cells.get(i), widths[i]);
            String fill = " ".repeat(Math.max(0, widths[i] - Width.of(cell)));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).setting() == Column.Setting.NUMBER ? fill + cell : cell + fill);
        }
        return line.toString().stripTrailing();
    }
}
