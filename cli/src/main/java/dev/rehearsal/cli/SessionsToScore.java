package dev.rehearsal.cli;

import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.evaluation.StoredSessions;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command line names to be scored: a run, an experiment, sessions, or a file of transcripts.
 *
 * @param transcripts the file, or null
 * @param runFile a file that describes scorers and judge, or null
 * @param ids a run's id, or those of sessions
 * @param experiment null where none is named
 */
record SessionsToScore(
        @Nullable Path transcripts,
        @Nullable Path runFile,
        List<String> ids,
        @Nullable String experiment) {
    /** @throws InvalidInputException if it is not clear what is meant */
    static SessionsToScore of(List<String> arguments, @Nullable String experiment) {
        var transcripts = new ArrayList<Path>();
        var runFiles = new ArrayList<Path>();
        var ids = new ArrayList<String>();
        for (String argument : arguments) {
            Path file = file(argument);
            String name = argument.toLowerCase(Locale.ROOT);
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                runFiles.add(Path.of(argument));
            } else if (name.endsWith(".jsonl") || file != null) {
                transcripts.add(Path.of(argument));
            } else {
                ids.add(argument);
            }
        }
        if (transcripts.size() > 1 || runFiles.size() > 1) {
            throw new InvalidInputException(
                    (transcripts.size() > 1 ? transcripts : runFiles).get(1).toString(), "is a second file; name one");
        }
        if (!transcripts.isEmpty() && !ids.isEmpty()) {
            throw new InvalidInputException(
                    ids.getFirst(), "cannot be scored together with " + transcripts.getFirst() + "; name one of them");
        }
        if (experiment != null && !ids.isEmpty()) {
            throw new InvalidInputException(
                    ids.getFirst(), "cannot be scored together with --experiment " + experiment + "; name one of them");
        }
        if (transcripts.isEmpty() && ids.isEmpty() && experiment == null) {
            throw new InvalidInputException(
                    "score",
                    "name what is to be scored: a run, 'latest', sessions, --experiment NAME, or a file of transcripts (.jsonl)");
        }
        return new SessionsToScore(
                transcripts.isEmpty() ? null : transcripts.getFirst(),
                runFiles.isEmpty() ? null : runFiles.getFirst(),
                ids,
                experiment);
    }

    private static @Nullable Path file(String argument) {
        try {
            Path path = Path.of(argument);
            return Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Transcripts may be the first that a store gets. */
    boolean needsStore() {
        return transcripts == null;
    }

    /** The run file's configuration, or the default one. */
    RunConfig config() {
        return runFile == null
                ? RunConfig.DEFAULT
                : Inputs.read(List.of(runFile.toString())).config();
    }

    /** The MLflow server that the run file names, or null. */
    @Nullable
    String mlflow() {
        return runFile == null ? null : Inputs.read(List.of(runFile.toString())).mlflow();
    }

    /** Stored sessions, unless it is a file. */
    Optional<StoredSessions> stored(Store store) {
        if (transcripts != null) {
            return Optional.empty();
        }
        if (experiment != null) {
            return Optional.of(StoredSessions.ofExperiment(store, experiment));
        }
        if (ids.size() == 1) {
            Optional<RunRecord> run = store.runs().find(ids.getFirst());
            if (run.isPresent()) {
                return Optional.of(StoredSessions.ofRun(store, run.get().runId()));
            }
            if (store.sessions().find(ids.getFirst()).isEmpty()) {
                throw new InvalidInputException(
                        "'" + ids.getFirst() + "'",
                        "is neither a run nor a session in " + store.location()
                                + " nor a file, or several begin so; 'rehearse runs list' shows the runs");
            }
        }
        return Optional.of(StoredSessions.named(store, ids));
    }

    /** Scores the transcripts, into that store. */
    SessionScoring ofTranscripts(Store store) {
        if (transcripts == null) {
            throw new IllegalStateException("there are none");
        }
        SessionScoring scoring =
                Evaluation.of(TranscriptFiles.read(transcripts)).store(store);
        return experiment == null ? scoring : scoring.experiment(experiment);
    }
}
