package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.store.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How far a run is: on a terminal a line that changes, elsewhere a line every ten seconds. */
final class Progress implements RunListener, AutoCloseable {
    private static final Duration LIVE = Duration.ofMillis(200);
    private static final Duration PLAIN = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final ModelClients models;
    private final @Nullable ModelClient judge;
    private final Thread ticker = Thread.ofPlatform().name("progress").daemon().unstarted(this::tick);
    private final long begin = System.nanoTime();
    private volatile boolean closed;

    private @Nullable RunId runId;
    private OptionalLong sessions = OptionalLong.empty();
    private long doneBefore;
    private long done;
    private long failed;
    private Usage usage = Usage.NONE;
    private BigDecimal usd = BigDecimal.ZERO;
    private boolean priced = true;

    /** @param judge whose calls only show in the feedback */
    Progress(Terminal terminal, ModelClients models, @Nullable ModelClient judge) {
        this.terminal = terminal;
        this.models = models;
        this.judge = judge;
    }

    void start() {
        ticker.start();
    }

    /** The run, once it has begun. */
    synchronized @Nullable RunId runId() {
        return runId;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunBegan(var id, var all, var before) -> {
                runId = id;
                sessions = all;
                doneBefore = before;
                done = before;
            }
            case RunEvent.Simulated(SimulationEvent.ModelCalled(var key, var call)) -> spent(call);
            case RunEvent.Simulated(SimulationEvent.SessionEnded(var key, var simulation)) -> {
                if (simulation.stopReason().isFailure()) {
                    failed++;
                }
            }
            case RunEvent.Simulated other -> {}
            case RunEvent.Scored(var session, var assessments) -> assessments.forEach(this::spent);
            case RunEvent.SessionDone finished -> done++;
            case RunEvent.RunEnded ended -> {}
        }
    }

    private void spent(ModelCall call) {
        spent(call.usage(), call.usd());
    }

    private void spent(Assessment assessment) {
        Usage used = assessment.feedback().usage();
        if (judge != null && used.totalTokens() > 0) {
            spent(used, judge.price().map(price -> price.of(used)).orElse(null));
        }
    }

    private void spent(Usage used, @Nullable BigDecimal cost) {
        usage = usage.plus(used);
        if (cost == null) {
            priced = false;
        } else {
            usd = usd.add(cost);
        }
    }

    private void tick() {
        Duration pause = terminal.isLive() ? LIVE : PLAIN;
        while (!closed) {
            LockSupport.parkNanos(pause.toNanos());
            if (!closed) {
                show();
            }
        }
    }

    private void show() {
        String line = line();
        if (terminal.isLive()) {
            terminal.status(line);
        } else {
            terminal.note(line);
        }
    }

    synchronized String line() {
        var parts = new ArrayList<String>();
        parts.add(
                Amount.count(done) + (sessions.isPresent() ? "/" + Amount.count(sessions.getAsLong()) : "") + " done");
        parts.add(failed + " failed");
        int inFlight = models.all().stream().mapToInt(ModelClient::inFlight).sum();
        if (inFlight > 0 || usage.totalTokens() > 0) {
            parts.add(Amount.of(inFlight, "call") + " in flight");
            parts.add(Amount.count(usage.totalTokens()) + " tokens"
                    + (priced && usage.totalTokens() > 0 ? " " + Amount.usd(usd) : ""));
        }
        left().ifPresent(seconds -> parts.add(Amount.seconds(seconds) + " left"));
        return String.join(" · ", parts);
    }

    /** Seconds, guessed from those that have ended. */
    private OptionalLong left() {
        long ended = done - doneBefore;
        if (ended < 1 || sessions.isEmpty()) {
            return OptionalLong.empty();
        }
        double each = (System.nanoTime() - begin) / (double) ended;
        return OptionalLong.of((long) (each * Math.max(0, sessions.getAsLong() - done) / 1e9) + 1);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(ticker);
        terminal.status("");
    }
}
