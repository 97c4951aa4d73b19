package dev.rehearsal.cli.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to standard output, everything else to standard error, both as UTF-8. Credentials of the environment
 * are hidden. A status line, where there is one, stays below what is written. Safe for use by many threads.
 */
public final class Terminal {
    /** What the launcher knows: which of {@code out} and {@code err} are terminals, and the number of columns. */
    public static final String PROPERTY = "rehearsal.terminal";

    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 160;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colours;
    private final boolean live;
    private final int columns;
    private final Secrets secrets;
    private String status = "";

    private Terminal(
            Writer out, Writer err, boolean colours, boolean live, int columns, Map<String, String> environment) {
        this.out = new PrintWriter(out);
        this.err = new PrintWriter(err);
        this.colours = colours;
        this.live = live;
        this.columns = Math.clamp(columns, LEAST_COLUMNS, MOST_COLUMNS);
        this.secrets = Secrets.of(environment);
    }

    /** The process's own. */
    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        String known = System.getProperty(PROPERTY, hasConsole() ? "out,err" : "");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                known.contains("out") && !plain,
                known.contains("err") && !"dumb".equals(environment.get("TERM")),
                columns(known, environment),
                environment);
    }

    /** One that is no terminal, for tests. */
    public static Terminal to(Writer out, Writer err, int columns, Map<String, String> environment) {
        return new Terminal(out, err, false, false, columns, environment);
    }

    private static Writer writer(FileDescriptor descriptor) {
        return new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
    }

    /** From Java 22 on there is a console also where nothing is a terminal; it then says so itself. */
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static int columns(String known, Map<String, String> environment) {
        String digits = known.replaceAll("[^0-9]", "");
        String columns = digits.isEmpty() ? environment.getOrDefault("COLUMNS", "") : digits;
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }

    /** Whether standard error can show a line that changes. */
    public boolean isLive() {
        return live;
    }

    /** For those who write to a writer; what goes there is written as it is. */
    public PrintWriter out() {
        return out;
    }

    public int columns() {
        return columns;
    }

    /** Words that stand out, where standard output is a terminal. */
    public String styled(Style style, String text) {
        return colours ? style.of(text) : text;
    }

    /** Writes a line of the result. */
    public void line(String line) {
        write(out, line);
    }

    public void line() {
        line("");
    }

    /** Writes sentences, broken where they are too long. */
    public void text(String text) {
        String words = text.stripLeading();
        String indent = text.substring(0, text.length() - words.length());
        Width.wrap(words, columns - indent.length()).forEach(line -> line(indent + line));
    }

    /** Writes a line about the command itself. */
    public void note(String line) {
        write(err, line);
    }

    private synchronized void write(PrintWriter to, String line) {
        String shown = status;
        show("");
        to.print(secrets.hide(line));
        to.print('\n');
        to.flush();
        show(shown);
    }

    /** Shows the status line in place of the one before; an empty one takes it away. Does nothing where it could not change. */
    public synchronized void status(String line) {
        if (live && !line.equals(status)) {
            show(line);
        }
    }

    private void show(String line) {
        if (!status.isEmpty() || !line.isEmpty()) {
            err.print(CLEAR_LINE);
            err.print(Width.cut(secrets.hide(line), columns - 1));
            err.flush();
        }
        status = line;
    }
}
