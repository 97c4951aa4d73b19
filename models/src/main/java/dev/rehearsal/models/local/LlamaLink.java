package dev.rehearsal.models.local;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running process with a model in it, seen from outside. Ends with this process, as its input then ends. */
final class LlamaLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LlamaLink.class);
    private static final int KEPT_LINES = 20;

    private final Process process;
    private final Path folder;
    private final BufferedReader lines;
    private final Deque<String> lastErrors = new ArrayDeque<>();
    private final Thread errors;

    private LlamaLink(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
        this.errors = Thread.ofPlatform().daemon().name("llama-log").start(this::readErrors);
    }

    static LlamaLink start(LlamaCommand command) throws IOException {
        Path folder = Files.createTempDirectory("rehearsal-llama");
        return new LlamaLink(command.toProcess(folder).start(), folder);
    }

    void send(LlamaTask task) throws IOException {
        var frame = new ByteArrayOutputStream();
        var out = new DataOutputStream(frame);
        out.writeByte(LlamaChild.TASK);
        task.write(out);
        write(frame);
    }

    void cancel(int id) throws IOException {
        var frame = new ByteArrayOutputStream();
        var out = new DataOutputStream(frame);
        out.writeByte(LlamaChild.CANCEL);
        out.writeInt(id);
        write(frame);
    }

    private synchronized void write(ByteArrayOutputStream frame) throws IOException {
        frame.writeTo(process.getOutputStream());
        process.getOutputStream().flush();
    }

    /** Waits for the next result. What else the process wrote is skipped. */
    LlamaResult receive() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LlamaChild.MARK)) {
                byte[] bytes = Base64.getDecoder().decode(line.substring(LlamaChild.MARK.length()));
                return LlamaResult.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            }
        }
        throw new IOException("the process that runs the model ended" + end());
    }

    private String end() {
        String code = "";
        try {
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                code = " with exit code " + process.exitValue();
            }
            errors.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lastErrors) {
            return code + (lastErrors.isEmpty() ? "" : ": " + String.join(" | ", lastErrors));
        }
    }

    private void readErrors() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                LOG.trace("{}", line);
                synchronized (lastErrors) {
                    lastErrors.addLast(line);
                    if (lastErrors.size() > KEPT_LINES) {
                        lastErrors.removeFirst();
                    }
                }
            }
        } catch (IOException closed) {
            LOG.trace("the log of the process that runs the model ended", closed);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().thenRun(this::clean);
    }

    /** A process that was killed could not do so itself. */
    private void clean() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} stays behind", folder, e);
        }
    }
}
