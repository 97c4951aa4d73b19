package dev.rehearsal.benchmarks.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scorers.BlameQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shortest failure logs of Who&amp;When (ag2ai/Agents_Failure_Attribution, commit f4d2b6da464a826580e59b3a0eae15ea2d642d7c, MIT), with
 * the agent at fault and its step. The answer is the agent's name and the step; each is counted by itself.
 */
final class FailureLogs {
    static final String PART = "blame";
    private static final int LOGS = 30;
    private static final int MOST_CHARACTERS = 1200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureLogs() {}

    private record Log(String name, JsonNode content, int length) {}

    static List<KnownVerdict> read(Path data) throws IOException {
        Path root = data.resolve("whowhen").resolve("Who&When");
        var logs = new ArrayList<Log>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode content = JSON.readTree(file.toFile());
                int length = 0;
                for (JsonNode message : content.path("history")) {
                    length += message.path("content").asText().length();
                }
                logs.add(new Log(root.relativize(file).toString().replace(".json", ""), content, length));
            }
        }
        logs.sort(Comparator.comparingInt(Log::length).thenComparing(Log::name));
        return Halves.of(logs.stream().limit(LOGS).map(FailureLogs::question).toList());
    }

    private static KnownVerdict question(Log log) {
        JsonNode content = log.content();
        var lines = new StringBuilder();
        Set<String> names = new LinkedHashSet<>();
        int step = 0;
        for (JsonNode message : content.path("history")) {
            String from = message.path("name").asText(message.path("role").asText());
            names.add(from);
            lines.append(Attributes.of("turn", step++)
                            .with("from", from)
                            .with(
                                    "text",
                                    Cut.inTheMiddle(message.path("content").asText(), MOST_CHARACTERS))
                            .toJson())
                    .append('\n');
        }
        List<BlameQuestion.Party> parties = names.stream()
                .map(name -> new BlameQuestion.Party(name, "an agent that works on the task"))
                .toList();
        String expected = content.path("mistake_agent").asText() + " "
                + content.path("mistake_step").asText();
        return new KnownVerdict(PART, log.name(), false, expected, judge -> {
            var answer = BlameQuestion.ask(
                    judge,
                    "blame",
                    content.path("question").asText(),
                    lines.toString(),
                    "with a wrong answer",
                    parties);
            return new KnownVerdict.Reply(
                    answer.party() + " " + answer.turn(), answer.rationale(), answer.promptVersion());
        });
    }
}
