package dev.rehearsal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code rehearse}. */
@Command(
        name = "rehearse",
        description = "Rehearses conversations with a chat agent before real users have them.",
        mixinStandardHelpOptions = true,
        versionProvider = Rehearse.Version.class)
public final class Rehearse implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    Rehearse() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Rehearse()).execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the jar carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Rehearse.class.getPackage().getImplementationVersion();
            return new String[] {"rehearse " + (version == null ? "(not packaged)" : version)};
        }
    }
}
