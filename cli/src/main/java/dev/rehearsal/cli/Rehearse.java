package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.WarningLog;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code rehearse}. */
@Command(
        name = "rehearse",
        description = "Rehearses conversations with a chat agent before real users have them.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Rehearse.Version.class,
        footer = {
            "",
            "Start with 'rehearse demo', then 'rehearse init'.",
            "",
            "Exit codes: 0 passed; 1 a gate was not met or a session ended in a failure;",
            "2 bad input or usage; 3 failed; 130 interrupted."
        })
public final class Rehearse implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "After an error, show the stack trace too.")
    private boolean debug;

    Rehearse() {}

    public static void main(String[] arguments) {
        System.exit(run(Environment.ofProcess(), arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(Environment environment, String... arguments) {
        WarningLog.to(environment.terminal());
        var errors = new Errors(environment.terminal());
        CommandLine commandLine = commandLine(environment, arguments);
        return commandLine
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .execute(arguments);
    }

    /** The command with all its subcommands, or, as looking at one takes its time, with the one that the arguments begin with. */
    static CommandLine commandLine(Environment environment, String... arguments) {
        Map<String, Supplier<CommandLine>> all = commands(environment);
        String first = arguments.length == 0 ? "" : arguments[0];
        var line = new CommandLine(new Rehearse());
        all.forEach((name, command) -> {
            if (!all.containsKey(first) || name.equals(first)) {
                line.addSubcommand(name, command.get());
            }
        });
        plain(line);
        return line.setOut(environment.terminal().out())
                .setUsageHelpWidth(
                        Math.max(80, Math.min(100, environment.terminal().columns())))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setAbbreviatedOptionsAllowed(false);
    }

    /** Options stand in the order in which they are declared; a long synopsis says nothing. */
    private static void plain(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(Rehearse::plain);
    }

    private static Map<String, Supplier<CommandLine>> commands(Environment environment) {
        var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
        commands.put("evaluate", () -> EvaluateCommand.of(environment));
        commands.put("simulate", () -> SimulateCommand.of(environment));
        commands.put("replay", () -> ReplayCommand.of(environment));
        commands.put("score", () -> ScoreCommand.of(environment));
        commands.put("resume", () -> new CommandLine(new ResumeCommand(environment)));
        commands.put("report", () -> new CommandLine(new ReportCommand(environment)));
        commands.put(
                "runs",
                () -> group(
                        "List, show and delete runs.",
                        new RunsListCommand(environment),
                        new RunsShowCommand(environment),
                        new RunsDeleteCommand(environment)));
        commands.put("compare", () -> new CommandLine(new CompareCommand(environment)));
        commands.put(
                "test-cases",
                () -> group(
                        "Make test cases with a model.",
                        new TestCasesGenerateCommand(environment),
                        new TestCasesExpandCommand(environment)));
        commands.put(
                "sessions",
                () -> group(
                        "List, show and delete sessions, and bring them from elsewhere.",
                        new SessionsListCommand(environment),
                        new SessionsShowCommand(environment),
                        new SessionsImportCommand(environment),
                        new SessionsExportCommand(environment),
                        new SessionsDeleteCommand(environment)));
        commands.put("serve", () -> new CommandLine(new ServeCommand(environment)));
        commands.put(
                "store",
                () -> group(
                        "Look after the store.",
                        new StorePruneCommand(environment),
                        new StoreMigrateCommand(environment)));
        commands.put(
                "datasets",
                () -> group(
                        "Keep test cases by name, in versions.",
                        new DatasetsListCommand(environment),
                        new DatasetsShowCommand(environment),
                        new DatasetsCreateCommand(environment),
                        new DatasetsMergeCommand(environment),
                        new DatasetsAddCommand(environment),
                        new DatasetsExportCommand(environment),
                        new DatasetsDiffCommand(environment),
                        new DatasetsTagCommand(environment),
                        new DatasetsRemoveCommand(environment),
                        new DatasetsDeleteCommand(environment)));
        commands.put(
                "models",
                () -> group(
                        "List models and bring them to this machine.",
                        new ModelsListCommand(environment),
                        new ModelsPullCommand(environment)));
        commands.put("scorers", () -> group("List scorers.", new ScorersListCommand(environment)));
        commands.put(
                "judge",
                () -> group(
                        "Find out whether a judge can be trusted.",
                        new JudgeCheckCommand(environment),
                        new JudgeCalibrateCommand(environment)));
        commands.put(
                "mlflow",
                () -> group(
                        "Publish to an MLflow server, and read from it.",
                        new MlflowPublishCommand(environment),
                        new MlflowStatusCommand(environment),
                        new MlflowImportCommand(environment),
                        new MlflowPushDatasetCommand(environment),
                        new MlflowPullDatasetCommand(environment)));
        commands.put("agent", () -> group("Try an agent out.", AgentCheckCommand.of(environment)));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(environment)));
        commands.put("demo", () -> new CommandLine(new DemoCommand(environment)));
        commands.put("init", () -> new CommandLine(new InitCommand(environment)));
        return commands;
    }

    private static CommandLine group(String description, Object... commands) {
        var line = new CommandLine(new Group());
        line.getCommandSpec().usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        Arrays.stream(commands).forEach(line::addSubcommand);
        return line;
    }

    static boolean isDebugging(CommandLine commandLine) {
        CommandSpec root = commandLine.getCommandSpec().root();
        return root.userObject() instanceof Rehearse rehearse && rehearse.debug;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A command that only has others. */
    @Command
    private static final class Group implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** The version that the jar carries. */
    static String version() {
        String version = Rehearse.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** Says it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rehearse " + version()};
        }
    }
}
