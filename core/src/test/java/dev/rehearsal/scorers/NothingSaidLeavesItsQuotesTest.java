package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.testing.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In the question of every judge, whatever was said, called, retrieved or expected stays one JSON value on a line. */
class NothingSaidLeavesItsQuotesTest {
    static List<Scorer> judges() {
        var judges = new ArrayList<Scorer>();
        for (ScorerKind kind : Scorers.kinds()) {
            if (kind.name().equals("judge")) {
                judges.add(PromptJudge.of("session", "Good?\n{{conversation}}\n{{expectations}}")
                        .scorer());
                judges.add(PromptJudge.of("turn", "Good?\n{{inputs}}\n{{outputs}}\n{{expectations}}\n{{trace}}")
                        .scorer());
            } else if (kind.needs().contains(Need.judgeModel())) {
                judges.add(Scorers.open(
                        kind.name(),
                        kind.needsNoOptions() ? Attributes.EMPTY : Attributes.of("guidelines", "Be polite")));
            }
        }
        return judges;
    }

    @ParameterizedTest
    @MethodSource("judges")
    void whereverItStands(Scorer scorer) throws Exception {
        List<String> frame = frame(scorer, "hello");
        assertThat(frame).isNotEmpty();
        for (String text : corpus()) {
            assertThat(frame(scorer, text)).as(text).isEqualTo(frame);
        }
    }

    /** What the judge is asked, without the JSON values that were put in. */
    private static List<String> frame(Scorer scorer, String text) throws Exception {
        ScriptedModel model = ScriptedModel.answering(request -> "{\"rationale\":\"r\",\"result\":\""
                + (scorer instanceof UserFrustration ? "none" : "yes") + "\",\"turn\":1,\"at_fault\":\"agent\"}");
        var span = new Span(
                "0000000000000001",
                null,
                text,
                "retriever",
                Instant.EPOCH,
                Duration.ZERO,
                Attributes.of("outputs", List.of(text)),
                null);
        var answer = Answer.of(text, List.of(ToolCall.of("1", text, text).withResult(text)));
        var chat = new Conversation(
                List.of(new Turn(1, Message.user(text), answer, null, Instant.EPOCH, Duration.ZERO, List.of(span))));
        TestCase expecting = TestCase.builder()
                .goal(text)
                .expectation("guidelines", text)
                .expectation("expected_response", text + ".")
                .expectation("expected_tool_calls", List.of(Map.of("name", text + ".")))
                .build();
        JudgeBench.judge(scorer, expecting, chat, model);
        return JudgeBench.asked(model).transform(asked -> List.of(asked.split("\\R"))).stream()
                .filter(line -> !isJson(line))
                .map(line ->
                        isJson(line.substring(line.indexOf(": ") + 1)) ? line.substring(0, line.indexOf(": ")) : line)
                .toList();
    }

    private static boolean isJson(String line) {
        try {
            return !Attributes.parse("{\"value\":" + line + "}").isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> corpus() throws IOException {
        try (InputStream in =
                NothingSaidLeavesItsQuotesTest.class.getResourceAsStream("/dev/rehearsal/contracts/injections.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Attributes.parse(line).text("text").orElseThrow())
                    .toList();
        }
    }
}
