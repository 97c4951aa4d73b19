package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.flags.Section;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse simulate}. */
@Command(
        name = "simulate",
        description = "Simulates test cases against an agent and keeps the sessions; nothing is scored.")
final class SimulateCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private RunOptions options = new RunOptions();

    private SimulateCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine of(Environment environment) {
        var command = new SimulateCommand(environment);
        var line = new CommandLine(command);
        command.flags.addTo(
                line.getCommandSpec(),
                Set.of(Section.AGENT, Section.USER, Section.CONVERSATIONS, Section.CALLS, Section.RUN));
        return line;
    }

    @Override
    public Integer call() {
        return new Launch(environment, store, options, flags, false).run();
    }
}
