package dev.rehearsal.server.live;

import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.Store;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Tells those who watch what happens in a store, whichever process does it. Each of them has a virtual thread that looks again and again. */
public final class Watching {
    private static final int MOST = 200;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final long BEAT = Duration.ofSeconds(10).toNanos();

    private final Store store;
    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean stopping;

    public Watching(Store store) {
        this.store = store;
    }

    /** How many watch. */
    public int count() {
        return MOST - places.availablePermits();
    }

    /** Ends all streams. */
    public void stop() {
        stopping = true;
    }

    /**
     * What happens in a run until it is over: {@code run} at each progress, {@code session-done}, and {@code run-ended} at last; with
     * {@code turns=true}, {@code turn} as well.
     */
    public void run(Context context, RunRecord run) {
        watch(context, run.runId());
    }

    /** Sessions that end, of all runs and of none: {@code session-done}. */
    public void all(Context context) {
        watch(context, null);
    }

    private void watch(Context context, @Nullable RunId runId) {
        if (stopping || !places.tryAcquire()) {
            context.header("Retry-After", "10");
            throw new ProblemException(new Problem(
                    503, "Too many watch", MOST + " streams are open or the server stops; ask again later"));
        }
        try {
            EndedSessions sessions = beginning(context, runId);
            TurnsOfRun turns = runId == null ? null : turns(context, runId);
            follow(new EventStream(context), runId, sessions, turns);
        } catch (IOException e) {
            // Who watched has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private EndedSessions beginning(Context context, @Nullable RunId runId) {
        String last = context.header("Last-Event-ID");
        if (last != null && !last.isBlank()) {
            return new EndedSessions(store, runId, Cursor.parse(last.strip()).checked(SessionOrder.ENDED.text(), 2));
        }
        boolean all = "beginning".equals(context.queryParam("from"));
        return new EndedSessions(store, runId, all ? null : EndedSessions.now(store, runId));
    }

    private @Nullable TurnsOfRun turns(Context context, RunId runId) {
        return "true".equals(context.queryParam("turns"))
                ? new TurnsOfRun(store, runId, "beginning".equals(context.queryParam("from")))
                : null;
    }

    private void follow(EventStream stream, @Nullable RunId runId, EndedSessions sessions, @Nullable TurnsOfRun turns)
            throws IOException, InterruptedException {
        long lastSent = System.nanoTime();
        List<Object> before = List.of();
        while (!stopping) {
            RunRecord run =
                    runId == null ? null : store.runs().find(runId.value()).orElse(null);
            if (runId != null && run == null) {
                return;
            }
            RunStatus status = run == null ? RunStatus.RUNNING : RunValues.status(run, store);
            List<Object> progress = run == null ? List.of() : List.of(status, run.counts());
            if (run != null && !progress.equals(before)) {
                stream.send("run", null, RunValues.of(run, store));
                before = progress;
                lastSent = System.nanoTime();
            }
            List<EndedSessions.Ended> ended = sessions.next();
            for (TurnsOfRun.Completed each : turns == null ? List.<TurnsOfRun.Completed>of() : turns.next()) {
                stream.send("turn", null, Map.of("session_id", each.sessionId(), "turn", each.turn()));
                lastSent = System.nanoTime();
            }
            for (EndedSessions.Ended each : ended) {
                stream.send("session-done", each.cursor().text(), SessionValues.of(each.row()));
                lastSent = System.nanoTime();
            }
            if (status != RunStatus.RUNNING && ended.isEmpty() && run != null) {
                stream.send("run-ended", null, RunValues.withDetails(run, store));
                return;
            }
            if (System.nanoTime() - lastSent > BEAT) {
                stream.comment();
                lastSent = System.nanoTime();
            }
            if (ended.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("reason", "the server is being stopped");
        stream.send("closing", null, end);
    }
}
