package dev.rehearsal.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that fits the terminal: where it would be too wide, the widest columns that may be cut are cut. */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST = 14;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column: its title, and how it is set. */
    public record Column(String title, boolean right, boolean cut) {
        public static Column text(String title) {
            return new Column(title, false, false);
        }

        public static Column number(String title) {
            return new Column(title, true, false);
        }

        /** One that can be cut where the table is too wide. */
        public static Column cut(String title) {
            return new Column(title, false, true);
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
            terminal.line(indent + line(row, widths));
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
            boolean canShrink = columns.get(i).cut() && widths[i] > LEAST;
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
            line.append(columns.get(i).right() ? fill + cell : cell + fill);
        }
        return line.toString().stripTrailing();
    }
}
