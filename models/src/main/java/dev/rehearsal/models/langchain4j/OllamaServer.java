package dev.rehearsal.models.langchain4j;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** Whether an Ollama server is there. */
final class OllamaServer {
    static final int PORT = 11434;
    private static final int WAIT_MILLIS = 100;

    private OllamaServer() {}

    /** A server elsewhere is taken to be there; on this machine it is knocked at its door. */
    static boolean isReady(Map<String, String> environment) {
        if (!environment.getOrDefault("OLLAMA_HOST", "").isBlank()) {
            return true;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), WAIT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
