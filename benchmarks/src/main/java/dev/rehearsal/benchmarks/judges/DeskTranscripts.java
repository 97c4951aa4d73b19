package dev.rehearsal.benchmarks.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.trust.GoodTranscript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Transcripts of real models at the airline and the retail desk, from sierra-research/tau-bench (commit
 * 59a200c6d575d595120f1cb70fea53cef0632f6b, MIT), whose tasks those of tau2 were made of: the shortest ten runs of GPT-4o at the airline that
 * reached their goal, one a task, and the ten shortest retail examples. Long texts are cut, with a note of what was cut.
 */
final class DeskTranscripts {
    private static final int EACH = 10;
    private static final int MOST_CHARACTERS = 500;
    private static final int LEAST_TURNS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeskTranscripts() {}

    static List<GoodTranscript> read(Path data) throws IOException {
        var all = new ArrayList<GoodTranscript>();
        Set<Integer> tasks = new HashSet<>();
        var airline = new ArrayList<GoodTranscript>();
        JsonNode runs = JSON.readTree(data.resolve("tau-bench/historical_trajectories/gpt-4o-airline.json")
                .toFile());
        var sorted = new ArrayList<JsonNode>();
        runs.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(run -> run.path("traj").toString().length()));
        for (JsonNode run : sorted) {
            if (run.path("reward").asDouble() == 1) {
                Conversation conversation = airline(run.path("traj"));
                if (conversation.size() >= LEAST_TURNS
                        && tasks.add(run.path("task_id").asInt())) {
                    airline.add(
                            new GoodTranscript("airline-" + run.path("task_id").asInt(), conversation));
                }
            }
        }
        var retail = new ArrayList<GoodTranscript>();
        List<String> lines =
                Files.readAllLines(data.resolve("tau-bench/few_shot_data/MockRetailDomainEnv-few_shot.jsonl"));
        for (int i = 0; i < lines.size(); i++) {
            Conversation conversation =
                    retail(JSON.readTree(lines.get(i)).path("messages_display").asText());
            if (conversation.size() >= LEAST_TURNS) {
                retail.add(new GoodTranscript("retail-" + i, conversation));
            }
        }
        retail.sort(Comparator.comparingInt(
                each -> each.conversation().messages().toString().length()));
        all.addAll(airline.subList(0, Math.min(EACH, airline.size())));
        all.addAll(retail.subList(0, Math.min(EACH, retail.size())));
        return all;
    }

    private static Conversation airline(JsonNode messages) {
        var turns = new Turns();
        for (JsonNode message : messages) {
            String text = message.path("content").asText("");
            switch (message.path("role").asText()) {
                case "user" -> turns.user(text);
                case "assistant" -> {
                    var calls = new ArrayList<ToolCall>();
                    for (JsonNode call : message.path("tool_calls")) {
                        JsonNode function = call.path("function");
                        calls.add(ToolCall.of(
                                call.path("id").asText(""),
                                function.path("name").asText(),
                                function.path("arguments").asText()));
                    }
                    turns.agent(message.path("content").isNull() ? "" : text, calls);
                }
                case "tool" -> turns.result(text);
                default -> {}
            }
        }
        return turns.conversation();
    }

    /** Lines of {@code role: text}; a text may have more lines. Which tool was called is not in the data. */
    private static Conversation retail(String display) {
        var turns = new Turns();
        for (String part : display.split("\n(?=(user|assistant|tool): )")) {
            int colon = part.indexOf(": ");
            String text = part.substring(colon + 2);
            switch (part.substring(0, colon)) {
                case "user" -> turns.user(text);
                case "assistant" ->
                    turns.agent(
                            text.equals("None") ? "" : text,
                            text.equals("None") ? List.of(ToolCall.of("", "look_up", "{}")) : List.of());
                case "tool" -> turns.result(text);
                default -> throw new IllegalArgumentException("no line of a transcript: " + part);
            }
        }
        return turns.conversation();
    }

    /** Puts turns together from messages in their order. */
    private static final class Turns {
        private final List<Turn> turns = new ArrayList<>();
        private final List<Message> answer = new ArrayList<>();
        private String user = "";

        void user(String text) {
            end();
            user = text;
        }

        void agent(String text, List<ToolCall> calls) {
            answer.add(Message.assistant(Cut.inTheMiddle(text, MOST_CHARACTERS), calls));
        }

        void result(String text) {
            Message last = answer.removeLast();
            var calls = new ArrayList<>(last.toolCalls());
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).result() == null) {
                    calls.set(i, calls.get(i).withResult(Cut.inTheMiddle(text, MOST_CHARACTERS)));
                    break;
                }
            }
            answer.add(Message.assistant(last.text(), calls));
        }

        private void end() {
            if (!user.isEmpty() && !answer.isEmpty()) {
                turns.add(Turn.of(turns.size() + 1, user, new Answer(answer, dev.rehearsal.conversation.Usage.NONE)));
            }
            answer.clear();
        }

        Conversation conversation() {
            end();
            return new Conversation(turns);
        }
    }
}
