package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.mlflow.MlflowException;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: one line a fault, what to do, and the exit code; a stack trace only where {@code --debug} asks for it. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;

    Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        return report(e, Rehearse.isDebugging(commandLine));
    }

    int report(Throwable e, boolean debug) {
        terminal.status("");
        if (debug) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            terminal.note(Plain.text(trace.toString()));
        }
        return switch (e) {
            case InvalidInputException invalid -> {
                invalid.faults().forEach(fault -> error(fault.toString()));
                yield ExitCode.BAD_INPUT;
            }
            case InvalidPathException invalid -> {
                error("'" + invalid.getInput() + "' is not the name of a file here: " + invalid.getReason());
                yield ExitCode.BAD_INPUT;
            }
            case StoreException failed -> {
                error("store: " + failed.getMessage());
                yield ExitCode.FAILED;
            }
            case FailedException failed -> {
                error(String.valueOf(failed.getMessage()));
                yield ExitCode.FAILED;
            }
            case MlflowException failed -> {
                error(String.valueOf(failed.getMessage()));
                yield ExitCode.FAILED;
            }
            case ModelException failed -> {
                error(String.valueOf(failed.getMessage()));
                yield ExitCode.FAILED;
            }
            default -> {
                error(String.valueOf(e));
                if (!debug) {
                    terminal.note("This should not happen. With --debug it shows where it did.");
                }
                yield ExitCode.FAILED;
            }
        };
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        List<String> messages = new ArrayList<>();
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (String argument : unmatched.getUnmatched()) {
                messages.add(unknown(argument, command));
                if (!argument.startsWith("-") && !command.getSubcommands().isEmpty()) {
                    break; // what follows belonged to the command that is not there
                }
            }
        } else {
            messages.add(String.valueOf(e.getMessage()));
        }
        messages.forEach(this::error);
        terminal.note("Usage: see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.BAD_INPUT;
    }

    private static String unknown(String argument, CommandLine command) {
        List<String> known = new ArrayList<>();
        if (argument.startsWith("-")) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
            return new Fault(
                            name,
                            "is no option of '" + command.getCommandSpec().qualifiedName() + "'"
                                    + Names.suggestion(name, known))
                    .toString();
        }
        known.addAll(command.getSubcommands().keySet());
        return known.isEmpty()
                ? "'" + argument + "': '" + command.getCommandSpec().qualifiedName() + "' takes no further argument"
                : "there is no command '" + argument + "'" + Names.suggestion(argument, known);
    }

    private void error(String message) {
        terminal.note(terminal.styled(Style.RED, "error: ") + Plain.text(message));
    }
}
