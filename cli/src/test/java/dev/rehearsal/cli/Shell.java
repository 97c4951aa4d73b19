package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process, with an environment and an output of their own. */
final class Shell {
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> last = new ArrayList<>();
    private int columns = 80;

    /** What a command wrote and said. */
    record Result(int code, String out, String err) {}

    Shell with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Shell columns(int columns) {
        this.columns = columns;
        return this;
    }

    /** What every command line ends with. */
    Shell appending(String... arguments) {
        last.addAll(Arrays.asList(arguments));
        return this;
    }

    Result run(String... arguments) {
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(last);
        var out = new StringWriter();
        var err = new StringWriter();
        var environment = new Environment(Terminal.to(out, err, columns, variables), variables);
        int code = Rehearse.run(environment, all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }
}
