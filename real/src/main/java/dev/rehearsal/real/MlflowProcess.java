package dev.rehearsal.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A real MLflow server on this machine, and its Python client; scripts/install-mlflow brings them. */
public final class MlflowProcess implements AutoCloseable {
    private static final Path BIN =
            Path.of("..", "target", "mlflow", "bin").toAbsolutePath().normalize();
    private static final Map<String, String> QUIET = Map.of(
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false",
            "MLFLOW_DISABLE_TELEMETRY", "true",
            "LITELLM_LOCAL_MODEL_COST_MAP", "True",
            "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING", "false",
            "PYTHONDONTWRITEBYTECODE", "1");

    private static final String DATABASE = "mlflow.db";

    private final Path folder;
    private final int port;
    private final Process process;

    private MlflowProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one with an empty database in that folder. */
    public static MlflowProcess start(Path folder) {
        try {
            Files.copy(BIN.resolve("../empty.db"), folder.resolve(DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException("run scripts/install-mlflow first", e);
        }
        for (int tries = 1; ; tries++) {
            try {
                return start(folder, freePort());
            } catch (IllegalStateException e) {
                if (tries == 3 || !String.valueOf(e.getMessage()).contains("address already in use")) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One that the system gives to no other connection meanwhile. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                // then another one
            }
        }
    }

    private static MlflowProcess start(Path folder, int port) throws IOException {
        var builder = new ProcessBuilder(
                        BIN.resolve("mlflow").toString(),
                        "server",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve(DATABASE),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "1")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(QUIET);
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            if (line.contains("Uvicorn running on")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new MlflowProcess(folder, port, process);
            }
        }
        throw new IllegalStateException("the server ended:\n" + seen);
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Runs a script with MLflow's client; gives what it printed.
     *
     * @param beside the class beside which the script lies among the resources
     */
    public String python(Class<?> beside, String script, String... arguments) {
        try (var in = beside.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + script + " beside " + beside.getName());
            }
            Path file = folder.resolve(script);
            Files.write(file, in.readAllBytes());
            var command = new ArrayList<String>();
            command.add(BIN.resolve("python").toString());
            command.add(file.toString());
            command.addAll(List.of(arguments));
            Path errors = folder.resolve(script + ".err");
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(QUIET);
            builder.environment().put("MLFLOW_TRACKING_URI", address());
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process run = builder.start();
            String out = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new IllegalStateException(script + " ended with " + run.exitValue() + ":\n" + out + read(errors));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends the process and its workers, as a crash would. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** The same server anew: same place, same database. */
    public MlflowProcess again() {
        try {
            return start(folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
