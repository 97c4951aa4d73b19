package dev.rehearsal.formats.cases;

import static dev.rehearsal.dataset.ScriptStep.agentCalled;
import static dev.rehearsal.dataset.ScriptStep.agentNotCalled;
import static dev.rehearsal.dataset.ScriptStep.agentNotSaid;
import static dev.rehearsal.dataset.ScriptStep.agentSaid;
import static dev.rehearsal.dataset.ScriptStep.anyOf;
import static dev.rehearsal.dataset.ScriptStep.checkGoal;
import static dev.rehearsal.dataset.ScriptStep.fail;
import static dev.rehearsal.dataset.ScriptStep.finish;
import static dev.rehearsal.dataset.ScriptStep.judge;
import static dev.rehearsal.dataset.ScriptStep.proceed;
import static dev.rehearsal.dataset.ScriptStep.say;
import static dev.rehearsal.dataset.ScriptStep.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.Words;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFilesTest {
    private static final String YAML = """
            - id: refund
              goal: Get order 4711 refunded
              history:
                - agent: Hello, how can I help?
                - user: I have a question
                - agent: Yes?
                  tool_calls: [{name: find_customer, arguments: {id: u1}, result: found}]
              script:
                - say: I want my money back.
                - say: {text: Order 4711., expect: {expected_response: Asks why}}
                - agent_called: {name: find_order, arguments: {order: 4711}, result: ok, ever: true}
                - agent_not_called: refund
                - agent_said: order 4711
                - agent_not_said: {pattern: 'refund(ed)? already'}
                - proceed
                - proceed: 2
                - proceed: {turns: 3, until: {any: [{agent_called: refund}, {agent_said: {text: sorry, ever: true}}]}}
                - judge: The agent asked why before it refunded.
                - branch:
                    - when: {agent_called: refund}
                      then:
                        - say: Thanks!
                        - finish: it was refunded
                    - else:
                        - check_goal
                        - fail: no refund
                - finish
            """;

    private static final Script SCRIPT = Script.of(
            say("I want my money back."),
            say("Order 4711.", Attributes.of("expected_response", "Asks why")),
            new ScriptStep.Check(new dev.rehearsal.dataset.Condition.Called(
                    new dev.rehearsal.dataset.ToolCallPattern("find_order", Map.of("order", 4711), "ok"), false, true)),
            agentNotCalled("refund"),
            agentSaid("order 4711"),
            agentNotSaid(Words.pattern("refund(ed)? already")),
            proceed(),
            proceed(2),
            proceed(3, anyOf(agentCalled("refund"), agentSaid("sorry").ever())),
            judge("The agent asked why before it refunded."),
            new ScriptStep.Branch(
                    List.of(when(agentCalled("refund"), say("Thanks!"), finish("it was refunded"))),
                    List.of(checkGoal(), fail("no refund"))),
            finish());

    private static TestCase read() {
        return CaseFilesTest.valid(CaseFiles.parse("cases", CaseFormat.YAML, YAML))
                .getFirst();
    }

    @Test
    void readsEveryStepAsCodeHasIt() {
        assertThat(read().script()).isEqualTo(SCRIPT);
        assertThat(read().history().before()).isEqualTo(2);
        assertThat(read().history().turns().getFirst().user().text()).isEmpty();
        assertThat(read().history()
                        .turns()
                        .getLast()
                        .answer()
                        .toolCalls()
                        .getFirst()
                        .result())
                .isEqualTo("found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cases.yaml", "cases.json", "cases.jsonl"})
    void losesNothing(String name, @TempDir Path folder) throws IOException {
        Path file = folder.resolve(name);

        CaseFiles.write(file, Stream.of(read()));

        assertThat(CaseFilesTest.valid(CaseFiles.read(file))).containsExactly(read());
    }

    @Test
    void readsScriptsInTheCellsOfATable() {
        String table = """
                goal,script,history
                Cancel it,"[{""say"": ""Cancel it""}, ""finish""]","[{""user"": ""Hi""}, {""agent"": ""Hello""}]"
                """;

        TestCase testCase = CaseFilesTest.valid(CaseFiles.parse("cases", CaseFormat.CSV, table))
                .getFirst();

        assertThat(testCase.script()).isEqualTo(Script.of(say("Cancel it"), finish()));
        assertThat(testCase.history().size()).isEqualTo(1);
    }

    @Test
    void belongsToTheDigestOfACase() {
        TestCase bare = TestCase.of("Cancel it");

        assertThat(bare.caseId().value())
                .as("cases of old files keep their ids")
                .isEqualTo("b07a7e8214ef6295");
        assertThat(bare.toBuilder().script(Script.of(say("Hi"))).build().caseId())
                .isNotEqualTo(bare.caseId())
                .isNotEqualTo(
                        bare.toBuilder().script(Script.of(say("Ho"))).build().caseId());
    }

    @Test
    void tellsEveryFaultWithItsLine() {
        var refused =
                catchThrowableOfType(InvalidInputException.class, () -> CaseFiles.parse("cases", CaseFormat.YAML, """
                        - goal: One
                          script:
                            - sai: Hello
                            - agent_called:
                                name: refund
                                argumnets: {order: 1}
                            - proceed: 0
                            - say: 4711
                            - say: Hi
                              finish:
                            - proceed: {until: {agent_calls: refund}}
                            - agent_said: {pattern: '['}
                            - branch:
                                - when: {agent_said: yes}
                                  than: []
                            - dance
                        - goal: Two
                          script: [agent_said: hello]
                        - goal: Three
                          script: say hello
                          history:
                            - {user: Hi, agent: Ho}
                            - {user: Still there?}
                        - goal: Four
                          script: [{say: Hello}, {all: []}, {}]
                        """));

        assertThat(refused.faults().stream().map(Fault::toString))
                .containsExactly(
                        "cases:3: test case 1: 'script[0].sai' is no step of a script; did you mean 'say'?",
                        "cases:6: test case 1: 'script[1].agent_called.argumnets' is not known here (known: name, arguments, result,"
                                + " ever); did you mean 'arguments'?",
                        "cases:7: test case 1: 'script[2].proceed' is for at least 1 turn, found 0",
                        "cases:8: test case 1: 'script[3].say' must be text, found 4711; put it into quotes",
                        "cases:9: test case 1: 'script[4]' is one step, found 2 names (say, finish); begin each step with a dash of its own",
                        "cases:11: test case 1: 'script[5].proceed.until.agent_calls' is no condition; did you mean 'agent_called'?",
                        "cases:12: test case 1: 'script[6].agent_said' cannot be used: script: '[' is no regular expression: Unclosed"
                                + " character class",
                        "cases:14: test case 1: 'script[7].branch[0].then' must be a list of steps, found nothing",
                        "cases:15: test case 1: 'script[7].branch[0].than' is not known here (known: when, then, else); did you mean"
                                + " 'then'?",
                        "cases:16: test case 1: 'script[8].dance' is no step of a script (there are: say, proceed, agent_called,"
                                + " agent_not_called, agent_said, agent_not_said, all, any, judge, check_goal, branch, finish, fail, code)",
                        "cases:18: test case 2: 'script[0]' comes before anything was said; begin with 'say' or 'proceed', or give a"
                                + " 'history'",
                        "cases:20: test case 3: 'script' must be a list of steps, such as [{say: Hello}, proceed], found 'say hello'",
                        "cases:22: test case 3: 'history[0]' must be one of {user: …} and {agent: …}",
                        "cases:23: test case 3: 'history[1]' is a user's message without an answer; say it in the script ({say: …})"
                                + " and let the agent under test answer",
                        "cases:25: test case 4: 'script[1].all' must be a list of conditions, found an empty list",
                        "cases:25: test case 4: 'script[2]' is a step such as {say: Hello}, found an empty map");
    }
}
