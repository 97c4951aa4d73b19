package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sessions of an experiment at an MLflow server into a store, with what was said of them. What is there already is not taken twice.
 * Of sessions that were simulated here and published there, only what others said of them is taken. Takes page after page: what is in memory
 * does not grow with the experiment, but for an id of each session.
 */
public final class MlflowImport implements AutoCloseable {
    /** What imported sessions are known to be from. */
    static final String SOURCE = "mlflow";

    /** The attribute of an imported session that names its server. */
    static final String SERVER = "mlflow.server";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Store store;
    private final Rest rest;
    private final Clock clock;
    private final int page;
    private @Nullable Instant since;
    private long limit = Long.MAX_VALUE;
    private Consumer<Imported> progress = imported -> {};

    /** @throws InvalidInputException if it is a workspace of Databricks: its traces are published to, and not read */
    public MlflowImport(Store store, MlflowServer server) {
        this(store, server, TracePages.LARGEST);
    }

    /** @param page how many traces are read at a time */
    MlflowImport(Store store, MlflowServer server, int page) {
        if (server.workspace()) {
            throw new InvalidInputException(
                    "databricks",
                    "is published to, and not read from; have its agent send its spans to 'rehearse serve'");
        }
        this.store = store;
        this.page = page;
        this.clock = Clock.systemUTC();
        this.rest = new Rest(server, clock, TIMEOUT);
    }

    static boolean isFrom(SessionRecord session, String server) {
        return session.row().source().equals(SOURCE)
                && session.attributes().text(SERVER).filter(server::equals).isPresent();
    }

    /** Only sessions in which something was said since then; those whole. */
    public MlflowImport since(Instant since) {
        this.since = since;
        return this;
    }

    /** At most so many sessions: those in which something was said last. */
    public MlflowImport limit(long sessions) {
        if (sessions < 1) {
            throw new InvalidInputException("limit", "is at least 1, found " + sessions);
        }
        this.limit = sessions;
        return this;
    }

    /** Told now and then what was taken so far. */
    public MlflowImport progress(Consumer<Imported> progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Takes an experiment's sessions.
     *
     * @param as what the experiment is called here; null for what it is called there
     * @throws InvalidInputException if the server has no such experiment
     * @throws MlflowException if the server does not answer; what was taken until then is kept
     */
    public Imported experiment(String name, @Nullable String as) {
        String id = new Experiments(rest)
                .find(name)
                .orElseThrow(() -> new InvalidInputException(
                        "experiment '" + name + "'",
                        "is not at " + rest.server() + "; its page there lists all of them"));
        var pages = new TracePages(rest, id, page);
        var intake = new TraceIntake(store, rest, clock, as == null ? name : as);
        if (since == null && limit == Long.MAX_VALUE) {
            take(pages, "", intake);
        } else {
            chosen(pages).forEach(session -> take(pages, TracePages.ofSession(session), intake));
        }
        return intake.imported();
    }

    private void take(TracePages pages, String filter, TraceIntake intake) {
        pages.each(filter, TracePages.OLDEST_FIRST, traces -> {
            intake.take(traces);
            progress.accept(intake.imported());
            return true;
        });
    }

    /** The ids of the sessions that were asked for, the one that spoke first coming first. */
    private List<String> chosen(TracePages pages) {
        Set<String> sessions = new LinkedHashSet<>();
        String filter = since == null ? "" : "timestamp_ms >= " + since.toEpochMilli();
        pages.each(filter, TracePages.NEWEST_FIRST, traces -> {
            for (JsonNode trace : traces) {
                String session =
                        trace.path("trace_metadata").path(TraceBody.SESSION).asText();
                if (!session.isBlank() && sessions.size() < limit) {
                    sessions.add(session);
                }
            }
            return sessions.size() < limit;
        });
        return List.copyOf(sessions).reversed();
    }

    @Override
    public void close() {
        rest.close();
    }
}
