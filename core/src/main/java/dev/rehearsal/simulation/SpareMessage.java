package dev.rehearsal.simulation;

import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** The next user message, written while the goal check is still judging; thrown away if the goal is achieved. */
final class SpareMessage {
    /** How long a message that nobody wants any more may take to notice that it was cancelled. */
    private static final Duration LETTING_GO = Duration.ofSeconds(2);

    private final CallScope scope;
    private final FutureTask<NextMessage> task;
    private final Thread thread;
    private final List<ModelCall> made;

    private SpareMessage(CallScope scope, FutureTask<NextMessage> task, Thread thread, List<ModelCall> made) {
        this.scope = scope;
        this.task = task;
        this.thread = thread;
        this.made = made;
    }

    /** Writes a message in that scope. */
    @FunctionalInterface
    interface Writer {
        NextMessage write(CallScope scope) throws InterruptedException;
    }

    static SpareMessage start(ThreadFactory threads, CallScope calls, Writer writer) {
        List<ModelCall> made = new ArrayList<>(1);
        CallScope scope = calls.asSpare().withListener(call -> {
            synchronized (made) {
                made.add(call);
            }
        });
        var task = new FutureTask<NextMessage>(() -> writer.write(scope));
        Thread thread = threads.newThread(task);
        thread.start();
        return new SpareMessage(scope, task, thread, made);
    }

    /** The message is needed; waits for it. */
    NextMessage take(Consumer<ModelCall> listener) throws InterruptedException {
        scope.nowNeeded();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException(e.getCause().getMessage());
            }
            throw new IllegalStateException("writing a message throws nothing else", e.getCause());
        } catch (CancellationException e) {
            throw new InterruptedException("the message was cancelled");
        } finally {
            if (!task.isDone()) {
                task.cancel(true);
            }
            calls().forEach(listener);
        }
    }

    /** The message is not needed; what its calls took is counted as discarded. */
    void discard(Consumer<ModelCall> listener) {
        task.cancel(true);
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(LETTING_GO);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        calls().forEach(call -> listener.accept(call.asDiscarded()));
    }

    private List<ModelCall> calls() {
        synchronized (made) {
            return List.copyOf(made);
        }
    }
}
