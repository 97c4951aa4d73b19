package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.evaluation.RecordedSessions;
import dev.rehearsal.evaluation.SessionImport;
import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.formats.transcripts.TranscriptFormat;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse sessions import}. */
@Command(
        name = "import",
        description =
                "Takes conversations that took place elsewhere into an experiment, from files or from another store."
                        + " Those that are there already are left as they are.")
final class SessionsImportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of transcripts.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            required = true,
            description = "The experiment to keep them in.")
    private String experiment = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How they are written: chat (JSONL with 'messages'), sharegpt or csv (default: by the file's"
                    + " ending, csv or else chat).")
    private @Nullable String format;

    @Option(
            names = "--from-store",
            paramLabel = "PLACE",
            description = "Another store: its sessions come with all that is kept of them, assessments included.")
    private @Nullable String fromStore;

    @Option(
            names = "--from-experiment",
            paramLabel = "NAME",
            description = "Only those of this experiment of the other store.")
    private @Nullable String fromExperiment;

    @Mixin
    private MaskOptions mask = new MaskOptions();

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    SessionsImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Masking masking = mask.masking();
        if (files.isEmpty() == (fromStore == null)) {
            throw new InvalidInputException(
                    "sessions import", "name files or --from-store PLACE" + (files.isEmpty() ? "" : ", not both"));
        }
        if (fromExperiment != null && fromStore == null) {
            throw new InvalidInputException("--from-experiment", "says which sessions of --from-store; name one");
        }
        SessionImport.Taken taken = fromStore == null ? fromFiles(masking) : fromStore(fromStore, masking);
        if (json) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("experiment", experiment);
            values.put("sessions", taken.sessions());
            values.put("turns", taken.turns());
            values.put("already_there", taken.there());
            Json.object(environment.terminal(), values);
        } else {
            environment
                    .terminal()
                    .line(Amount.of(taken.sessions(), "session") + " with " + Amount.of(taken.turns(), "turn")
                            + " taken into experiment " + Plain.line(experiment)
                            + (taken.there() == 0 ? "" : "; " + taken.there() + " were there already"));
        }
        return ExitCode.PASSED;
    }

    private SessionImport.Taken fromFiles(Masking masking) {
        // all of them are read before anything is written
        List<RecordedSessions> transcripts = files.stream()
                .map(file -> TranscriptFiles.read(
                        file, format == null ? TranscriptFormat.of(file) : TranscriptFormat.of(format)))
                .toList();
        RecordedSessions all = () -> transcripts.stream().flatMap(RecordedSessions::open);
        try (Store open = store.open()) {
            return new SessionImport(open, experiment, Clock.systemUTC()).take(all, masking::mask);
        }
    }

    private SessionImport.Taken fromStore(String place, Masking masking) {
        if (!StoreName.isAddress(place) && Files.notExists(Path.of(place))) {
            throw new InvalidInputException("--from-store", "there is no store at " + StoreName.withoutSecrets(place));
        }
        try (Store other = Store.open(place);
                Store open = store.open()) {
            SessionQuery query = SessionQuery.newest(Integer.MAX_VALUE).withExperiment(fromExperiment);
            return new SessionImport(open, experiment, Clock.systemUTC()).take(other, query, masking::mask);
        }
    }
}
