package dev.rehearsal.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What a process writes, line by line as it comes. */
final class Lines {
    private record Watch(Predicate<String> line, Runnable action) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> lines = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Lines() {}

    /** Reads on a platform thread: reading a pipe holds its thread. */
    static Lines of(InputStream in, String name) {
        Lines lines = new Lines();
        Thread.ofPlatform().daemon().name(name).start(() -> lines.read(in));
        return lines;
    }

    /** Completed when there is nothing more to come. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    String text() {
        lock.lock();
        try {
            return String.join("\n", lines);
        } finally {
            lock.unlock();
        }
    }

    /** Does something once, as soon as there is such a line; on the reading thread, unless there is one already. */
    void when(Predicate<String> line, Runnable action) {
        lock.lock();
        try {
            if (lines.stream().noneMatch(line)) {
                watches.add(new Watch(line, action));
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    private void read(InputStream in) {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line).forEach(watch -> watch.action().run());
            }
        } catch (IOException closed) {
            // A killed process leaves what it wrote before.
        } finally {
            ended.complete(null);
        }
    }

    private List<Watch> add(String line) {
        lock.lock();
        try {
            lines.add(line);
            List<Watch> seen =
                    watches.stream().filter(watch -> watch.line().test(line)).toList();
            watches.removeAll(seen);
            return seen;
        } finally {
            lock.unlock();
        }
    }
}
