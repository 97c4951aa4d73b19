package dev.rehearsal.cli;

import dev.rehearsal.cli.report.RunSummary;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.GateResult;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run with a person in front of it: progress, Ctrl-C, the summary and the exit code. */
final class WatchedRun {
    private final Terminal terminal;
    private final String command;
    private final StoreOption place;
    private final Store store;
    private List<ReportFile> reports = List.of();
    private RunPublishing publishing;

    /** What runs. */
    @FunctionalInterface
    interface Work {
        EvaluationResult run(RunListener listener, Cancellation cancellation);
    }

    WatchedRun(Environment environment, StoreOption place, Store store) {
        this.terminal = environment.terminal();
        this.command = environment.command();
        this.place = place;
        this.store = store;
        this.publishing = RunPublishing.none(environment, place);
    }

    /** Where to publish it; it is closed by whoever opened it. */
    WatchedRun publishing(RunPublishing publishing) {
        this.publishing = publishing;
        return this;
    }

    /** Which reports to write when it has ended. */
    WatchedRun reports(List<ReportFile> reports) {
        this.reports = reports;
        return this;
    }

    /** Runs an evaluation, sums up and returns the exit code. */
    int run(Evaluation evaluation) {
        return run(
                evaluation.simulator().models(),
                evaluation.judge().orElse(null),
                (listener, cancellation) -> evaluation
                        .store(store)
                        .listener(listener)
                        .cancellation(cancellation)
                        .run());
    }

    /** Scores what is there, sums up and returns the exit code. */
    int run(SessionScoring scoring) {
        return run(
                scoring.models(),
                scoring.judge().orElse(null),
                (listener, cancellation) ->
                        scoring.listener(listener).cancellation(cancellation).run());
    }

    /** Runs, sums up and returns the exit code. */
    int run(ModelClients models, @Nullable ModelClient judge, Work work) {
        var cancellation = new Cancellation();
        EvaluationResult result;
        boolean interrupted;
        var progress = new Progress(terminal, models, judge);
        try (progress;
                Interrupts interrupts = Interrupts.watch(terminal, cancellation)) {
            progress.start();
            result = work.run(
                    event -> {
                        publishing.on(event);
                        progress.on(event);
                    },
                    cancellation);
            interrupted = interrupts.happened();
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            RunId runId = progress.runId();
            if (runId != null) {
                terminal.note(
                        "What was written is kept. Go on with: " + command + " resume " + runId + place.asArgument());
            }
            throw e;
        }
        summary(result);
        ReportOption.write(reports, result, terminal);
        publishing.finish(result.runId());
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return result.passed() ? ExitCode.PASSED : ExitCode.NOT_PASSED;
    }

    private void summary(EvaluationResult result) {
        var summary =
                new RunSummary(terminal, store, Found.run(store, result.runId().value()));
        summary.head();
        summary.stopReasons();
        summary.metrics();
        summary.judges();
        if (!result.notRun().isEmpty()) {
            terminal.line();
            terminal.text("  Not run, as there is no model that judges: " + String.join(", ", result.notRun()));
        }
        String session = summary.faults();
        summary.spend();
        verdict(result);
        var commands = new ArrayList<String>();
        if (result.status() != RunStatus.FINISHED) {
            commands.add(command + " resume " + result.runId() + place.asArgument());
        }
        if (!session.isEmpty()) {
            commands.add(command + " sessions show " + session + place.asArgument());
        }
        commands.add(command + " sessions list --run " + result.runId() + place.asArgument());
        summary.next(commands);
    }

    private void verdict(EvaluationResult result) {
        if (result.status() != RunStatus.FINISHED) {
            return;
        }
        if (result.gate().map(GateResult::passed).orElse(false)) {
            terminal.line();
            terminal.line("  " + terminal.styled(Style.GREEN, "Gate met."));
        }
        if (!result.passed()) {
            terminal.line();
        }
        String title = result.gate().isPresent() ? "Gate not met: " : "Not passed: ";
        for (String reason : result.passed() ? List.<String>of() : result.reasons()) {
            terminal.line("  " + terminal.styled(Style.RED, title) + Plain.line(reason));
        }
    }
}
