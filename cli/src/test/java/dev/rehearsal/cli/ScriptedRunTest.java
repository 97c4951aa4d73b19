package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedRunTest {
    private static final Path EXAMPLES = Path.of("../examples/scripts");
    private static final String[] OFFLINE = {"--agent", "demo:/order-desk", "--user-model", "offline:/", "--seed", "1"};

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void makeAShell() {
        shell = new Shell().appending("--store", folder.resolve("runs.db").toString());
    }

    private Shell.Result run(String command, Object... more) {
        var arguments = new ArrayList<String>(List.of(command));
        Arrays.stream(more).map(Object::toString).forEach(arguments::add);
        arguments.addAll(Arrays.asList(OFFLINE));
        return shell.run(arguments.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> sessions(String... more) {
        var arguments = new ArrayList<>(List.of("sessions", "list", "--json"));
        arguments.addAll(Arrays.asList(more));
        String json = shell.run(arguments.toArray(String[]::new)).out();
        return (List<Map<String, Object>>)
                Attributes.parse("{\"rows\":" + json + "}").get("rows").orElseThrow();
    }

    private String show(Object session) {
        return shell.run("sessions", "show", session.toString()).out();
    }

    @Test
    void playsTheExamples() {
        Shell.Result refund = run("evaluate", EXAMPLES.resolve("refund.yaml"));

        assertThat(refund.code()).as(refund.out() + refund.err()).isZero();
        assertThat(refund.out()).contains("script_completed", "script/mean");
        assertThat(show(sessions().getFirst().get("session_id")))
                .contains("Hello, I would like my money back for order 1003.")
                .contains("script: yes", "step 7a.2: the agent has called refund_order")
                .contains("script_completed", "the money is on its way; 5 checks held");
    }

    @Test
    void asksWhoGoesOnFromASessionWhoseUserWasCode() {
        var simulator = ConversationSimulator.builder()
                .testCases(TestCase.of("Get a refund for order 1003"))
                .maxTurns(2)
                .simulatedUser(request -> UserReply.of("Where is order 1003?"))
                .goalCheck(GoalCheck.never())
                .build();
        try (Store store = Store.open(folder.resolve("runs.db").toString())) {
            Evaluation.of(simulator)
                    .agent(request -> Answer.of("Which e-mail address?"))
                    .store(store)
                    .run();
        }
        String session = sessions().getFirst().get("session_id").toString();

        Shell.Result unnamed = shell.run("replay", session, "--agent", "demo:/order-desk");
        Shell.Result named = run("replay", session);

        assertThat(unnamed.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unnamed.err()).contains("no model is named that plays the simulated user");
        assertThat(named.code()).as(named.out() + named.err()).isZero();
        assertThat(named.err()).contains("user    offline:/");
    }

    @Test
    void meetsAGateWithoutAnyModelWhereScriptsSayEverything() {
        Shell.Result met = shell.run(
                "evaluate",
                EXAMPLES.resolve("refund.yaml").toString(),
                "--agent",
                "demo:/order-desk",
                "--fail-under",
                "script=1");

        assertThat(met.code()).as(met.out() + met.err()).isZero();
        assertThat(met.out() + met.err()).contains("script:/: scripts say all that users say");
        assertThat(shell.run("runs", "show").out()).containsPattern("User +script:/\\s+Judge +none");
        assertThat(run("evaluate", EXAMPLES.resolve("refund.yaml"), "--fail-under", "script=1")
                        .out())
                .contains("Gate not met: the simulated user offline:/ follows rules");
    }

    @Test
    void playsFixedAndMadeUpTurnsWithTheRuleBasedUser() {
        Shell.Result mixed = run("simulate", EXAMPLES.resolve("mixed.yaml"));

        assertThat(mixed.code()).as(mixed.out() + mixed.err()).isZero();
        assertThat(mixed.out()).contains("script_completed", "goal_achieved");
        String shown =
                show(sessions("--stop-reason", "script_completed").getFirst().get("session_id"));
        assertThat(shown.replaceAll("\\s+", " "))
                .contains("hi!!! its about 1001, i dont need it anymore", "Thanks, and bye")
                .contains("step 4 could not be judged: there is no judge model");
    }

    @Test
    void goesOnFromAHistory() {
        Shell.Result history = run("evaluate", EXAMPLES.resolve("history.yaml"));

        assertThat(history.code()).as(history.out() + history.err()).isZero();
        assertThat(show(sessions().getFirst().get("session_id"))).contains("Turn 1, before the simulation", "Turn 2\n");
    }

    @Test
    void saysWhichStepFailedAndWhatWasFound() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.yaml"), """
                - goal: Cancel order 1001
                  script:
                    - say: Hello
                    - agent_called: cancel_order
                """);
        Path report = folder.resolve("junit.xml");

        Shell.Result failed = run("evaluate", cases, "--report", "junit=" + report);

        assertThat(failed.code()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(failed.out()).contains("script_failed");
        assertThat(Files.readString(report))
                .contains("script_failed", "step 2: the agent has called cancel_order; found no tool call");
    }

    @Test
    void saysAgainWhatTheUsersOfARunSaid() {
        run("simulate", EXAMPLES.resolve("mixed.yaml"));
        String before = sessions().getFirst().get("run_id").toString();

        Shell.Result kept = run("evaluate", "--keep-user-turns", before);

        assertThat(kept.code()).as(kept.out() + kept.err()).isZero();
        assertThat(kept.out()).contains("replay_divergence/same");
        assertThat(shell.run("compare", before, "latest").code()).isZero();
    }

    @Test
    void replaysASessionAndGoesOnFromATurn() {
        run("simulate", EXAMPLES.resolve("refund.yaml"));
        String session = sessions().getFirst().get("session_id").toString();

        Shell.Result replayed = run("replay", session);
        Shell.Result goneOn = run("replay", session, "--from-turn", "2");

        assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains("replay_divergence/same");
        assertThat(goneOn.code()).as(goneOn.out() + goneOn.err()).isZero();
        assertThat(show(sessions("--limit", "1").getFirst().get("session_id")))
                .contains("Turn 1, before the simulation", "priya@example.com");
    }

    @Test
    void letsTheSameUserGoOnUnlessAnotherIsNamed() {
        run("simulate", EXAMPLES.resolve("refund.yaml"));
        String session = sessions().getFirst().get("session_id").toString();
        String run = sessions().getFirst().get("run_id").toString();
        String store = folder.resolve("runs.db").toString();
        var bare = new Shell().appending("--agent", "demo:/order-desk", "--store", store);

        Shell.Result goneOn = bare.run("replay", session, "--from-turn", "2");
        Shell.Result kept = bare.run("simulate", "--keep-user-turns", run);

        assertThat(goneOn.code()).as(goneOn.err()).isZero();
        assertThat(goneOn.err()).contains("user    offline:/");
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(kept.err()).contains("user    offline:/");
    }

    @Test
    void refusesWhatCannotBeReplayed() {
        run("simulate", EXAMPLES.resolve("refund.yaml"));
        String session = sessions().getFirst().get("session_id").toString();

        assertThat(run("replay", "sim-nothing").err()).contains("session 'sim-nothing'", "sessions list");
        assertThat(run("replay", session, "--from-turn", "9").err()).contains("has turns 1 to 3, found turn 9");
        assertThat(run("evaluate", "--keep-user-turns", "run-nothing").err())
                .contains("run 'run-nothing'", "runs list");
        assertThat(shell.run("replay", session).err()).contains("--agent", "is missing");
    }

    @Test
    void estimatesScriptsByWhatTheyAsk() {
        Shell.Result estimate = shell.with("OPENAI_API_KEY", "none")
                .run(
                        "evaluate",
                        EXAMPLES.resolve("refund.yaml").toString(),
                        "--agent",
                        "openai:/gpt-4o-mini",
                        "--user-model",
                        "openai:/gpt-4o-mini",
                        "--dry-run");

        assertThat(estimate.out())
                .contains("agent")
                .doesNotContain("goal_check")
                .doesNotContain("  user ");
    }
}
