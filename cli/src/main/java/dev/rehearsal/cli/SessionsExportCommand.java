package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.formats.transcripts.TranscriptFormat;
import dev.rehearsal.formats.transcripts.TranscriptWriter;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse sessions export}. */
@Command(
        name = "export",
        description = "Writes what was said in sessions to a file that 'sessions import' and other tools read.")
final class SessionsExportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--run", paramLabel = "RUN", description = "Those of a run: its id, its beginning, or 'latest'.")
    private @Nullable String run;

    @Option(names = "--experiment", paramLabel = "NAME", description = "Those of an experiment.")
    private @Nullable String experiment;

    @Option(names = "--text", paramLabel = "WORDS", description = "Only those with these words.")
    private @Nullable String text;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest (default: all of them).")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "chat (JSONL with 'messages'), sharegpt or csv (default: by the file's ending, csv or else"
                    + " chat). Only chat has test cases, times and failures.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; a file that is there is replaced (default: the output).")
    private @Nullable Path file;

    SessionsExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        TranscriptFormat chosen = format != null
                ? TranscriptFormat.of(format)
                : file == null ? TranscriptFormat.CHAT : TranscriptFormat.of(file);
        if (run == null && experiment == null) {
            throw new InvalidInputException("sessions export", "name --run or --experiment");
        }
        if (limit < 1) {
            throw new InvalidInputException("--limit", "is at least 1, found " + limit);
        }
        try (Store open = store.existing()) {
            SessionQuery query =
                    SessionQuery.newest(limit).withExperiment(experiment).withText(text);
            if (run != null) {
                query = query.withRun(Found.run(open, run).runId());
            }
            List<SessionRow> rows = open.sessions().search(query);
            if (rows.isEmpty()) {
                throw new InvalidInputException("sessions export", "no sessions fit; nothing was written");
            }
            write(open, rows, chosen);
        }
        return ExitCode.PASSED;
    }

    private void write(Store open, List<SessionRow> rows, TranscriptFormat chosen) throws IOException {
        var sessions = rows.reversed().stream()
                .map(row -> open.sessions().get(row.sessionId()).orElseThrow())
                .iterator();
        if (file == null) {
            TranscriptWriter.write(chosen, sessions, environment.terminal().out());
            return;
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            TranscriptWriter.write(chosen, sessions, out);
        }
        environment.terminal().note(Amount.of(rows.size(), "session") + " written to " + Plain.line(file.toString()));
    }
}
