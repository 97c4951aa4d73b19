package dev.rehearsal.models.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives tasks to the process of one model, one after the other, on a thread of its own; starts the process with the first task, again
 * after it broke, and ends it when it was idle for a while. All who open the same model share one.
 */
final class LlamaQueue {
    private static final Map<LlamaCommand, LlamaQueue> QUEUES = new ConcurrentHashMap<>();
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final LlamaCommand command;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private @Nullable LlamaLink link;
    private volatile @Nullable Job current;
    private int lastId;

    private LlamaQueue(LlamaCommand command) {
        this.command = command;
        Thread.ofPlatform()
                .daemon()
                .name("llama-" + command.file().getFileName())
                .start(this::work);
    }

    static LlamaQueue of(LlamaCommand command) {
        return QUEUES.computeIfAbsent(command, LlamaQueue::new);
    }

    /**
     * Waits for the turn of a task, and for its result.
     *
     * @throws IOException if the process broke
     * @throws InterruptedException if the caller was interrupted; the task is then dropped
     */
    LlamaResult ask(LlamaTask task) throws IOException, InterruptedException {
        var job = new Job(task);
        jobs.add(job);
        try {
            return job.result.get();
        } catch (InterruptedException e) {
            job.result.cancel(false);
            drop(job);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Tells the process to stop writing; one that does not listen is ended. */
    private void drop(Job job) {
        LlamaLink running = job.link;
        if (current != job || running == null) {
            return;
        }
        try {
            running.cancel(job.id);
        } catch (IOException e) {
            running.close();
        }
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (current == job) {
                        running.close();
                    }
                });
    }

    private void work() {
        while (true) {
            try {
                Job job = jobs.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (job == null) {
                    stop();
                } else if (!job.result.isDone()) {
                    carryOut(job);
                }
            } catch (InterruptedException e) {
                stop();
            }
        }
    }

    private void carryOut(Job job) {
        try {
            LlamaLink running = running();
            job.id = ++lastId;
            job.link = running;
            current = job;
            running.send(job.task.withId(job.id));
            LlamaResult result = running.receive();
            while (result.id() != job.id) {
                result = running.receive();
            }
            job.result.complete(result);
        } catch (LoadFailure e) {
            stop();
            job.result.complete(LlamaResult.failed(job.id, String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            stop();
            job.result.completeExceptionally(e);
        } finally {
            current = null;
        }
    }

    private LlamaLink running() throws IOException, LoadFailure {
        LlamaLink running = link;
        if (running == null || !running.isAlive()) {
            running = LlamaLink.start(command);
            link = running;
            LlamaResult ready = running.receive();
            if (ready.outcome() != LlamaResult.Outcome.READY) {
                throw new LoadFailure(ready.text());
            }
        }
        return running;
    }

    private void stop() {
        if (link != null) {
            link.close();
            link = null;
        }
    }

    private static final class Job {
        final LlamaTask task;
        final CompletableFuture<LlamaResult> result = new CompletableFuture<>();
        volatile @Nullable LlamaLink link;
        volatile int id;

        Job(LlamaTask task) {
            this.task = task;
        }
    }

    private static final class LoadFailure extends Exception {
        private static final long serialVersionUID = 1L;

        LoadFailure(String message) {
            super(message);
        }
    }
}
