package dev.rehearsal.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of examples/agents in Python, with what scripts/install-python-agents brings. */
public final class PythonServer implements AutoCloseable {
    private static final Pattern RUNNING = Pattern.compile("running on (http://[0-9.]+:[0-9]+)");

    private final Process process;
    private final String address;

    private PythonServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    public static Path python() {
        Path python = Path.of("..", "target", "python", "bin", "python")
                .toAbsolutePath()
                .normalize();
        assertThat(python).as("run scripts/install-python-agents first").exists();
        return python;
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it says where it is. */
    public static PythonServer start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(python().toString());
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command)
                .directory(Path.of("..", "examples", "agents").toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher running = RUNNING.matcher(line);
            if (running.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return new PythonServer(process, running.group(1));
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException("the server ended:\n" + seen);
    }

    private static void drain(BufferedReader output) {
        try {
            output.lines().forEach(line -> {});
        } catch (UncheckedIOException e) {
            // the server was ended
        }
    }

    public String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
