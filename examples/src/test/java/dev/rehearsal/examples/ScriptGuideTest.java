package dev.rehearsal.examples;

import static dev.rehearsal.dataset.ScriptStep.agentCalled;
import static dev.rehearsal.dataset.ScriptStep.agentSaid;
import static dev.rehearsal.dataset.ScriptStep.branch;
import static dev.rehearsal.dataset.ScriptStep.code;
import static dev.rehearsal.dataset.ScriptStep.fail;
import static dev.rehearsal.dataset.ScriptStep.finish;
import static dev.rehearsal.dataset.ScriptStep.judge;
import static dev.rehearsal.dataset.ScriptStep.proceed;
import static dev.rehearsal.dataset.ScriptStep.say;
import static dev.rehearsal.dataset.ScriptStep.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.dataset.Words;
import dev.rehearsal.demo.OrderDesk;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.Replay;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scorers.ReplayDivergence;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/scripts.md says what happens. */
class ScriptGuideTest {
    private static final Path PAGE = Path.of("../docs/scripts.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+) (\\S+)\\n(.*?)^```$");

    private static Map<String, String> snippets(String kind) throws IOException {
        var snippets = new LinkedHashMap<String, String>();
        for (MatchResult snippet :
                SNIPPET.matcher(Files.readString(PAGE)).results().toList()) {
            if (snippet.group(1).equals(kind)) {
                snippets.put(snippet.group(2), snippet.group(3));
            }
        }
        return snippets;
    }

    private static List<Simulation> simulate(TestCases cases) {
        return ConversationSimulator.builder()
                .testCases(cases)
                .userModel("offline:/")
                .seed(1)
                .build()
                .simulate(OrderDesk.offline());
    }

    @Test
    void examplesOfThePageRun() throws IOException {
        Map<String, String> examples = snippets("yaml");
        assertThat(examples).containsOnlyKeys("cases.yaml", "history.yaml", "wrong.yaml");

        Simulation refund = simulate(CaseFiles.parse("cases.yaml", CaseFormat.YAML, examples.get("cases.yaml")))
                .getFirst();
        assertThat(refund.stopReason().code())
                .as(refund.stopReason().rationale())
                .isEqualTo("script_completed");

        Simulation history = simulate(CaseFiles.parse("history.yaml", CaseFormat.YAML, examples.get("history.yaml")))
                .getFirst();
        assertThat(history.conversation().before()).isEqualTo(1);
        assertThat(history.stopReason().code()).isEqualTo("goal_achieved");
    }

    @Test
    void messagesOfThePageAreWhatIsSaid() throws IOException {
        Map<String, String> said = snippets("text");

        var refused = catchThrowableOfType(
                InvalidInputException.class,
                () -> CaseFiles.parse(
                        "wrong.yaml", CaseFormat.YAML, snippets("yaml").get("wrong.yaml")));
        assertThat(refused).hasMessage(said.get("wrong.yaml").strip());

        Simulation failed = simulate(TestCases.of(TestCase.builder()
                        .goal("Cancel order 1001")
                        .script(Script.of(say("Hello"), agentCalled("cancel_order")))
                        .build()))
                .getFirst();
        assertThat(failed.stopReason().rationale())
                .isEqualTo(said.get("script_failed").strip());
    }

    @Test
    void isWrittenInJava() {
        TestCase refund = TestCase.builder()
                .goal("Get a refund for order 1003. The toaster burns everything")
                .context("customer_email", "priya@example.com")
                .script(Script.of(
                        say("Hello, I would like my money back for order 1003."),
                        agentSaid(Words.pattern("e-?mail")),
                        proceed(6, agentCalled("refund_order")),
                        agentCalled("refund_order", Map.of("order_number", 1003)),
                        branch(when(agentSaid("voucher"), fail("it offered a voucher"))),
                        judge("The agent asked before it refunded."),
                        code(
                                "refunded once",
                                chat -> assertThat(chat.turns().stream()
                                                .flatMap(turn -> turn.answer().toolCalls().stream())
                                                .map(ToolCall::name)
                                                .filter("refund_order"::equals))
                                        .hasSize(1)),
                        finish()))
                .build();

        assertThat(simulate(TestCases.of(refund)).getFirst().stopReason().code())
                .isEqualTo("script_completed");
    }

    @Test
    void replaysWhatIsStored() {
        Store store = Store.inMemory();
        TestCases cases = TestCases.of(TestCase.builder()
                .goal("Find out when order 1002 will arrive")
                .context("customer_email", "tom@example.com")
                .build());
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(cases)
                .userModel("offline:/")
                .seed(1)
                .build();
        EvaluationResult run =
                Evaluation.of(simulator).agent(OrderDesk.offline()).store(store).run();
        String sessionId = store.sessions()
                .search(SessionQuery.ofRun(run.runId()))
                .getFirst()
                .sessionId()
                .value();
        SessionRecord session = store.sessions().find(sessionId).orElseThrow();

        TestCase again = Replay.of(session);
        TestCase goingOn = Replay.goingOn(session, 2);
        EvaluationResult kept = Evaluation.of(simulator)
                .agent(OrderDesk.forgetful())
                .scorers(new ReplayDivergence())
                .keepUserTurns(run.runId().value())
                .store(store)
                .run();

        assertThat(simulate(TestCases.of(again)).getFirst().stopReason().code()).isEqualTo("goal_achieved");
        assertThat(simulate(TestCases.of(goingOn)).getFirst().conversation().before())
                .isEqualTo(1);
        assertThat(kept.metrics()).anyMatch(metric -> metric.name().startsWith("replay_divergence/"));
    }
}
