package dev.rehearsal.cli;

import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the launcher lets a JVM do once, in an empty folder and with its output thrown away: the usual commands, so that the start-up cache
 * made from this run knows their classes. It calls nobody but a model server of its own on this machine.
 */
final class Training {
    private static final Path STORE = Path.of("rehearsal.db");
    private static final String NEWEST = "NEWEST";

    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "demo --offline",
            "sessions list --limit 1",
            "sessions list --json",
            "runs list",
            "runs show",
            "init",
            "evaluate rehearsal.yaml --dry-run",
            "simulate rehearsal.yaml --agent openai:/gpt-4o-mini --user-model openai:/gpt-4o-mini --max-turns 2",
            "evaluate rehearsal.yaml --agent openai:/gpt-4o-mini --user-model openai:/gpt-4o-mini --trials 5 --fail-under safety=0.5",
            "score latest --scorer safety --judge-model openai:/gpt-4o-mini",
            "sessions show " + NEWEST,
            "sessions show --json " + NEWEST);

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        try (var server = TrainingServer.start()) {
            Map<String, String> variables = new LinkedHashMap<>(System.getenv());
            variables.put("OPENAI_BASE_URL", server.address());
            variables.put("OPENAI_API_KEY", "none-is-needed");
            var environment = new Environment(Environment.ofProcess().terminal(), variables);
            for (var command : COMMANDS) {
                Rehearse.run(
                        environment,
                        command.endsWith(NEWEST)
                                ? command.replace(NEWEST, newest()).split(" ")
                                : command.split(" "));
            }
        }
    }

    /** The id of the session that began last, or nothing to show where there is none. */
    private static String newest() {
        if (!Files.exists(STORE)) {
            return "none";
        }
        try (Store store = Store.open(STORE.toString())) {
            return store.sessions().search(SessionQuery.newest(1)).stream()
                    .findFirst()
                    .map(row -> row.sessionId().value())
                    .orElse("none");
        }
    }
}
