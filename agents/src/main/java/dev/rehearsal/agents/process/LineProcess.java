package dev.rehearsal.agents.process;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.simulation.AgentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that reads lines and writes lines. Asked by one thread at a time. It dies with {@link #close}, with what it started, and with
 * this JVM.
 */
public final class LineProcess implements AutoCloseable {
    private static final int LONGEST_LINE = 8 << 20;
    private static final int LAST_WORDS = 4096;
    private static final long GRACE_MILLIS = 300;

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final StringBuilder lastWords = new StringBuilder();
    private final Thread errors;

    private LineProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("agent-stdout").start(this::readLines);
        this.errors = Thread.ofVirtual().name("agent-stderr").start(this::readErrors);
    }

    /** @throws AgentException if it cannot be started */
    public static LineProcess start(List<String> command, Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            LiveProcesses.add(process);
            return new LineProcess(process);
        } catch (IOException e) {
            throw new AgentException("the agent's process cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a line and waits for one.
     *
     * @throws AgentException if the process ends before
     */
    String ask(String line) throws InterruptedException {
        write(line);
        return read();
    }

    /** @throws AgentException if the process has ended */
    public void write(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw ended();
        }
    }

    /**
     * Waits for a line.
     *
     * @throws AgentException if the process ends before
     */
    public String read() throws InterruptedException {
        Optional<String> line = lines.take();
        if (line.isEmpty()) {
            lines.add(line);
            throw ended();
        }
        return line.get();
    }

    private AgentException ended() {
        try {
            boolean gone = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            errors.join(GRACE_MILLIS);
            return new AgentException("the agent's process "
                    + (gone ? "ended with exit code " + process.exitValue() : "closed its output")
                    + " before it answered" + written() + lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AgentException("the agent's process ended before it answered", e);
        }
    }

    /** What it wrote without being asked, for messages. */
    private String written() throws InterruptedException {
        var written = new StringBuilder();
        Optional<String> line = lines.poll(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        while (line != null && line.isPresent()) {
            written.append(line.get()).append('\n');
            line = lines.poll(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        lines.add(Optional.empty());
        return written.isEmpty()
                ? ""
                : "; it wrote, without reading its input: '" + Excerpt.of(written.toString()) + "'";
    }

    /** The end of what it wrote to standard error, for messages. */
    String lastWords() {
        String words;
        synchronized (lastWords) {
            words = lastWords.toString();
        }
        String end = words.substring(Math.max(0, words.length() - 280));
        return end.isBlank() ? "" : "; its last words on stderr: '" + Excerpt.of(end) + "'";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void readLines() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            int next;
            while ((next = reader.read()) >= 0 && line.length() < LONGEST_LINE) {
                if (next != '\n') {
                    line.append((char) next);
                } else {
                    lines.add(Optional.of(line.toString()));
                    line.setLength(0);
                }
            }
            if (!line.isEmpty()) {
                lines.add(Optional.of(line.toString()));
            }
        } catch (IOException e) {
            // It was killed, which is an end like any other.
            lines.clear();
        } finally {
            lines.add(Optional.empty());
        }
    }

    private void readErrors() {
        var buffer = new char[1024];
        try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            int count;
            while ((count = reader.read(buffer)) >= 0) {
                synchronized (lastWords) {
                    lastWords.append(buffer, 0, count);
                    lastWords.delete(0, Math.max(0, lastWords.length() - LAST_WORDS));
                }
            }
        } catch (IOException e) {
            // It was killed; what was read counts.
            Thread.yield();
        }
    }

    /** Lets it end by itself for a moment, as its input has ended, and kills it then. */
    @Override
    public void close() {
        LiveProcesses.end(process, GRACE_MILLIS);
    }
}
