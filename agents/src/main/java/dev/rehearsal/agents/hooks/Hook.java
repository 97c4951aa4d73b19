package dev.rehearsal.agents.hooks;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.simulation.AgentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Something that is done for a conversation; it is told in JSON which one. */
sealed interface Hook {
    /** @throws AgentException if it fails; the message says of which hook */
    void run(String name, String json) throws InterruptedException;

    /** Nothing. */
    record None() implements Hook {
        @Override
        public void run(String name, String json) {}
    }

    /** A POST to an address. */
    record Call(URI address, Map<String, String> headers) implements Hook {
        @Override
        public void run(String name, String json) throws InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .setHeader("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json));
            headers.forEach(request::setHeader);
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() < 200 || response.statusCode() > 299) {
                    throw new AgentException("the hook '" + name + "' failed: " + response.statusCode() + " from "
                            + address + ": '" + Excerpt.of(response.body()) + "'");
                }
            } catch (IOException e) {
                throw new AgentException(
                        "the hook '" + name + "' failed: no reply from " + address + ": " + e.getMessage(), e);
            }
        }
    }

    /** A command, which reads the JSON on its standard input. */
    record Command(List<String> words) implements Hook {
        @Override
        public void run(String name, String json) throws InterruptedException {
            Process process = start(name);
            try {
                try (OutputStream in = process.getOutputStream()) {
                    in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    Thread.yield(); // it does not want to know
                }
                String said = said(process.getInputStream());
                int code = process.waitFor();
                if (code != 0) {
                    throw new AgentException("the hook '" + name + "' failed: " + words.getFirst()
                            + " ended with exit code " + code + (said.isEmpty() ? "" : ": '" + said + "'"));
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }

        private Process start(String name) {
            try {
                return new ProcessBuilder(words).redirectErrorStream(true).start();
            } catch (IOException e) {
                throw new AgentException("the hook '" + name + "' cannot be started: " + e.getMessage(), e);
            }
        }

        private static String said(InputStream output) {
            try (output) {
                String excerpt = Excerpt.of(output.readNBytes(4096));
                output.skip(Long.MAX_VALUE);
                return excerpt;
            } catch (IOException e) {
                return "";
            }
        }
    }
}
