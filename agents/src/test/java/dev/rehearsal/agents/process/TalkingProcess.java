package dev.rehearsal.agents.process;

import dev.rehearsal.agents.reply.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** An agent as a process, for tests: counts its turns, and does what the message says. */
final class TalkingProcess {
    private TalkingProcess() {}

    /** What starts it, as an agent's target. */
    static String target() {
        return "process:'" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + TalkingProcess.class.getName();
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String line;
        int turns = 0;
        while ((line = in.readLine()) != null) {
            turns++;
            String message = (String) ((Map<?, ?>) Json.parse(line).orElseThrow()).get("message");
            switch (message) {
                case "crash" -> {
                    System.err.println("Traceback: the shop is on fire");
                    System.exit(3);
                }
                case "hang" -> Thread.sleep(600_000);
                case "babble" -> out.println("starting up...");
                case "error" -> out.println(Json.write(Map.of("error", "no such order")));
                default ->
                    out.println(Json.write(Map.of(
                            "answer",
                            message + " #" + turns + " of "
                                    + ProcessHandle.current().pid() + " " + System.getenv("SHOP"))));
            }
        }
    }
}
