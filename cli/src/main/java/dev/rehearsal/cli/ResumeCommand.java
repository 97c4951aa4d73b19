package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse resume}. */
@Command(
        name = "resume",
        description = "Goes on with a run that was interrupted or failed: what is in the store is not asked for again.")
final class ResumeCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ReportOption reports = new ReportOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(paramLabel = "RUN", description = "The run's id, the beginning of it, or 'latest'.")
    private String run = "";

    ResumeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<ReportFile> files = reports.files();
        try (Store open = store.existing()) {
            RunRecord found = Found.run(open, run);
            String what = "run " + found.runId() + " of experiment " + Plain.line(found.experiment());
            environment
                    .terminal()
                    .note(
                            found.status() == RunStatus.FINISHED
                                    ? "The " + what + " came to its end; what was not scored is scored now."
                                    : "Going on with " + what);
            Optional<MlflowServer> server = mlflow.any(environment.variables(), null);
            try (var publishing = RunPublishing.to(server, environment, store, mlflow, open)) {
                var watched =
                        new WatchedRun(environment, store, open).reports(files).publishing(publishing);
                return found.kind().equals("score")
                        ? watched.run(SessionScoring.resume(open, found.runId(), environment.modelSettings()))
                        : watched.run(Evaluation.resume(open, found.runId(), environment.modelSettings()));
            }
        }
    }
}
