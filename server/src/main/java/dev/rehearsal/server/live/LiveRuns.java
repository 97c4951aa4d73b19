package dev.rehearsal.server.live;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that were started through the server and are under way in this process. Safe for use by many threads. */
public final class LiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);
    private static final int MOST = 4;
    private static final Duration GENTLY = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** Agents that are code of this machine: whoever reaches the server could start programs by them. */
    private static final List<String> CODE = List.of("process:", "java:");

    private final @Nullable RunStarter starter;
    private final Semaphore places = new Semaphore(MOST);
    private final Map<String, Live> runs = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private record Live(Thread thread, Cancellation cancellation) {}

    /** @param starter null where nobody can open runs */
    public LiveRuns(@Nullable RunStarter starter) {
        this.starter = starter;
    }

    /**
     * Starts a run and returns when it has begun.
     *
     * @throws ProblemException if it is refused
     * @throws dev.rehearsal.input.InvalidInputException if something cannot be opened
     */
    public RunId start(RunConfig config, TestCases testCases) {
        refuseCode(config.agent());
        return launch(starter().open(config, testCases));
    }

    /** Goes on with a run and returns when it has begun; refused as {@link #start} is. */
    public RunId resume(RunRecord run) {
        if (run.configuration().get("agent").isPresent()) {
            refuseCode(RunConfig.from(run.configuration()).agent());
        }
        return launch(starter().resume(run));
    }

    /** Asks a run to end with the turns that are under way, or at once; says whether it is one of this process. */
    public boolean cancel(RunId runId, boolean atOnce) {
        Live live = runs.get(runId.value());
        if (live == null) {
            return false;
        }
        if (atOnce) {
            live.cancellation.requestAtOnce();
        } else {
            live.cancellation.request();
        }
        return true;
    }

    public int count() {
        return runs.size();
    }

    /** Whether a run is under way in this process. */
    public boolean has(RunId runId) {
        return runs.containsKey(runId.value());
    }

    /** Whether runs can be started at all. */
    public boolean canStart() {
        return starter != null;
    }

    private RunStarter starter() {
        return Optional.ofNullable(starter)
                .orElseThrow(
                        () -> ProblemException.conflict(
                                "this server starts no runs; start it by 'rehearse serve', or start runs by 'rehearse evaluate'"));
    }

    private static void refuseCode(@Nullable AgentSpec agent) {
        if (agent == null) {
            throw ProblemException.conflict("the run's agent was an object of a program, which has to start it itself");
        }
        if (CODE.stream().anyMatch(agent.target()::startsWith)) {
            throw new ProblemException(new Problem(
                    403,
                    "Forbidden",
                    "the agent is code of this machine, which no request starts; use 'rehearse evaluate' or Java"));
        }
    }

    private RunId launch(RunStarter.Work work) {
        if (stopping || !places.tryAcquire()) {
            throw ProblemException.conflict(
                    stopping
                            ? "the server is being stopped"
                            : MOST + " runs are under way here; wait for one, or cancel it");
        }
        var began = new CompletableFuture<RunId>();
        Thread.ofVirtual().name("run").start(() -> run(work, began));
        try {
            return began.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run(RunStarter.Work work, CompletableFuture<RunId> began) {
        var live = new Live(Thread.currentThread(), new Cancellation());
        var runId = new CompletableFuture<RunId>();
        try {
            work.run(
                    event -> {
                        if (event instanceof RunEvent.RunBegan begin) {
                            runs.put(begin.runId().value(), live);
                            runId.complete(begin.runId());
                            began.complete(begin.runId());
                        }
                    },
                    live.cancellation);
        } catch (RuntimeException e) {
            if (!began.completeExceptionally(e)) {
                LOG.warn("run {} ended by a failure: {}", runId.getNow(null), e.getMessage());
            }
        } finally {
            runId.thenAccept(id -> runs.remove(id.value()));
            places.release();
            began.completeExceptionally(new IllegalStateException("the run ended before it began"));
        }
    }

    /** Ends all as Ctrl-C does: the turns under way are finished; what takes too long is stopped at once. Everything can be resumed. */
    public void stop() {
        stopping = true;
        List<Live> all = List.copyOf(runs.values());
        all.forEach(live -> live.cancellation.request());
        join(all, GENTLY);
        all.stream().filter(live -> live.thread.isAlive()).forEach(live -> live.cancellation.requestAtOnce());
        join(all, AT_ONCE);
    }

    private static void join(List<Live> all, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        for (Live live : all) {
            try {
                live.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
