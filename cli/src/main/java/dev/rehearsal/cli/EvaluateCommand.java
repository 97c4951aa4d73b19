package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.flags.Section;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse evaluate}. */
@Command(
        name = "evaluate",
        description = "Simulates test cases against an agent, scores every turn and every session, and keeps it all.")
final class EvaluateCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private RunOptions options = new RunOptions();

    private EvaluateCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine of(Environment environment) {
        var command = new EvaluateCommand(environment);
        var line = new CommandLine(command);
        command.flags.addTo(line.getCommandSpec(), Set.of(Section.values()));
        return line;
    }

    @Override
    public Integer call() {
        return new Launch(environment, store, options, flags, true).run();
    }
}
