package dev.rehearsal.simulation;

import static dev.rehearsal.dataset.ScriptStep.agentCalled;
import static dev.rehearsal.dataset.ScriptStep.agentNotCalled;
import static dev.rehearsal.dataset.ScriptStep.agentNotSaid;
import static dev.rehearsal.dataset.ScriptStep.agentSaid;
import static dev.rehearsal.dataset.ScriptStep.branch;
import static dev.rehearsal.dataset.ScriptStep.checkGoal;
import static dev.rehearsal.dataset.ScriptStep.code;
import static dev.rehearsal.dataset.ScriptStep.fail;
import static dev.rehearsal.dataset.ScriptStep.finish;
import static dev.rehearsal.dataset.ScriptStep.judge;
import static dev.rehearsal.dataset.ScriptStep.proceed;
import static dev.rehearsal.dataset.ScriptStep.say;
import static dev.rehearsal.dataset.ScriptStep.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.Words;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptPlayTest {
    private final List<SimulationEvent> events = new ArrayList<>();
    private int goalIn = Integer.MAX_VALUE;
    private String verdict = "yes";
    private final ScriptedModel model = ScriptedModel.answering(request -> {
                CallKey key = request.call();
                return switch (key.purpose()) {
                    case USER -> "{\"message\":\"made up " + key.turn() + "\",\"status\":\"going_on\"}";
                    case GOAL_CHECK ->
                        "{\"rationale\":\"seen turn " + key.turn() + "\",\"goal_achieved\":" + (key.turn() >= goalIn)
                                + "}";
                    case JUDGE -> {
                        if (verdict.isEmpty()) {
                            throw new ModelException.Rejected("no judgement today", null);
                        }
                        yield "{\"rationale\":\"because of turn " + key.turn() + "\",\"result\":\"" + verdict + "\"}";
                    }
                    default -> "?";
                };
            })
            .asJudge();

    /** Looks the order up when it hears its number, and refunds when it hears "refund". */
    private static Answer answer(AgentRequest request) {
        String said = request.lastMessage();
        if (said.contains("refund")) {
            return Answer.of(
                    "Refunded.",
                    List.of(ToolCall.of("1", "refund", "{\"order\":4711,\"by\":\"card\"}")
                            .withResult("ok")));
        }
        if (said.contains("4711")) {
            return Answer.of(
                    "Order 4711 is on its way.",
                    List.of(ToolCall.of("1", "find_order", "{\"order\":4711}").withResult("found")));
        }
        return Answer.of("You said: " + said);
    }

    private Simulation play(ScriptStep... steps) {
        return play(10, steps);
    }

    private Simulation play(int maxTurns, ScriptStep... steps) {
        events.clear();
        var simulations = new ArrayList<Simulation>();
        ConversationSimulator.builder()
                .testCases(TestCase.builder()
                        .goal("Get order 4711 refunded")
                        .script(Script.of(steps))
                        .build())
                .maxTurns(maxTurns)
                .userModel(model)
                .seed(1)
                .build()
                .simulate(ScriptPlayTest::answer, event -> {
                    events.add(event);
                    if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                        simulations.add(simulation);
                    }
                });
        return simulations.getFirst();
    }

    private static List<String> said(Simulation simulation) {
        return simulation.conversation().turns().stream()
                .map(turn -> turn.user().text())
                .toList();
    }

    private Map<Purpose, Long> calls() {
        return model.requests().stream()
                .collect(Collectors.groupingBy(request -> request.call().purpose(), Collectors.counting()));
    }

    private List<ScriptCheck> checks() {
        return events.stream()
                .filter(SimulationEvent.ScriptChecked.class::isInstance)
                .map(event -> ((SimulationEvent.ScriptChecked) event).check())
                .toList();
    }

    @Test
    void playsFixedAndMadeUpTurnsAndChecksInTheirOrder() {
        Simulation simulation = play(
                say("Where is order 4711?"),
                agentCalled("find_order", Map.of("order", "4711")),
                proceed(2),
                agentNotCalled("refund"),
                say("Then refund it"),
                agentCalled("refund"),
                agentSaid("refunded"),
                finish());

        assertThat(said(simulation))
                .containsExactly("Where is order 4711?", "made up 2", "made up 3", "Then refund it");
        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.ScriptCompleted("played to its end; 4 checks held"));
        assertThat(checks()).extracting(ScriptCheck::step).containsExactly("2", "4", "6", "7");
        assertThat(checks()).extracting(ScriptCheck::turn).containsExactly(1, 3, 4, 4);
    }

    @Test
    void deliversFixedTurnsWordForWord() {
        String words = "  Ünïcødé 👩‍👩‍👧, two  blanks,\ta tab,\na line {{goal}} ${HOME} and a blank at the end ";
        var heard = new ArrayList<Message>();
        ConversationSimulator.builder()
                .testCases(TestCase.builder()
                        .goal("Hear it")
                        .script(Script.of(say(words)))
                        .build())
                .userModel(model)
                .build()
                .simulate(request -> {
                    heard.addAll(request.messages());
                    return Answer.of("Yes");
                });

        assertThat(heard).containsExactly(Message.user(words));
    }

    @Test
    void asksNoModelForFixedTurns() {
        play(say("Where is order 4711?"), say("Thanks"), agentSaid("thanks"));

        assertThat(model.calls()).isZero();
    }

    @Test
    void failsWithTheStepAndWhatWasFound() {
        Simulation simulation = play(say("Where is order 4711?"), agentCalled("refund"), say("Never said"));

        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.ScriptFailed(
                        "step 2: the agent has called refund; found find_order{\"order\":4711}"));
        assertThat(simulation.stopReason().isFailure()).isTrue();
        assertThat(said(simulation)).containsExactly("Where is order 4711?");
    }

    @Test
    void looksAtTheTurnsOfTheStepBeforeUnlessItIsAskedForAll() {
        assertThat(play(say("4711"), say("Thanks"), agentCalled("find_order")).stopReason())
                .isInstanceOf(StopReason.ScriptFailed.class);
        assertThat(play(say("4711"), say("Thanks"), agentCalled("find_order").ever())
                        .stopReason())
                .isInstanceOf(StopReason.ScriptCompleted.class);
        assertThat(play(say("4711"), say("Thanks"), agentNotSaid("on its way")).stopReason())
                .isInstanceOf(StopReason.ScriptCompleted.class);
        assertThat(play(
                                say("4711"),
                                say("Thanks"),
                                agentNotSaid(Words.pattern("on (its|the) way")).ever())
                        .stopReason()
                        .rationale())
                .startsWith("step 3: the agent has not said /on (its|the) way/, in any turn; found \"Order 4711");
    }

    @Test
    void letsTheUserGoOnUntilAConditionHolds() {
        Simulation simulation = play(proceed(5, agentSaid("made up 3")), say("Stop"));

        assertThat(said(simulation)).containsExactly("made up 1", "made up 2", "made up 3", "Stop");
    }

    @Test
    void endsAsTheUsersPartDoesWhereThatIsLast() {
        goalIn = 3;

        assertThat(play(say("4711"), proceed()).stopReason()).isEqualTo(new StopReason.GoalAchieved("seen turn 3"));
        assertThat(play(say("4711"), proceed(2)).stopReason()).isEqualTo(new StopReason.GoalAchieved("seen turn 3"));
        assertThat(play(say("4711"), proceed(1)).stopReason()).isInstanceOf(StopReason.ScriptCompleted.class);
        assertThat(play(2, say("4711"), proceed()).stopReason()).isInstanceOf(StopReason.MaxTurns.class);
    }

    @Test
    void goesOnWithTheNextStepWhenTheGoalIsAchievedBefore() {
        goalIn = 2;

        Simulation simulation = play(proceed(5), say("One thing more"), agentSaid("thing more"));

        assertThat(said(simulation)).containsExactly("made up 1", "made up 2", "One thing more");
        assertThat(simulation.stopReason()).isInstanceOf(StopReason.ScriptCompleted.class);
    }

    @Test
    void writesNoSpareMessageAndChecksNoGoalWhereAFixedTurnFollows() {
        play(proceed(2), say("Thanks"));

        assertThat(calls()).isEqualTo(Map.of(Purpose.USER, 2L, Purpose.GOAL_CHECK, 1L));
    }

    @Test
    void branchesOnWhatTheAgentDid() {
        ScriptStep branches = branch(
                when(agentCalled("refund"), say("Quick!"), finish("it was refunded")),
                when(agentCalled("find_order"), say("And now refund it"), agentCalled("find_order")));

        assertThat(play(say("refund it"), branches, fail("never reached")).stopReason())
                .isEqualTo(new StopReason.ScriptCompleted("it was refunded"));
        assertThat(play(say("4711"), branches, fail("never reached"))
                        .stopReason()
                        .rationale())
                .startsWith("step 2b.2: the agent has called find_order; found refund");
        assertThat(play(say("Hello"), branches, fail("it did nothing")).stopReason())
                .isEqualTo(new StopReason.ScriptFailed("step 3: it did nothing"));
    }

    @Test
    void asksTheJudgeAboutACriterion() {
        Simulation held = play(say("4711"), judge("The agent names the order."), finish());
        assertThat(held.stopReason()).isEqualTo(new StopReason.ScriptCompleted("played to its end; 1 check held"));
        assertThat(checks().getFirst().judge()).isEqualTo("scripted:/");
        assertThat(checks().getFirst().promptVersion()).isEqualTo("script_criterion/1");

        verdict = "no";
        assertThat(play(say("4711"), judge("The agent is rude.")).stopReason())
                .isEqualTo(new StopReason.ScriptFailed("step 2: The agent is rude.; because of turn 1"));
    }

    @Test
    void goesOnWhereTheJudgeFailsAndSaysSo() {
        verdict = "";

        Simulation simulation = play(say("4711"), judge("The agent names the order."), say("Thanks"));

        assertThat(simulation.stopReason().code()).isEqualTo("script_completed");
        assertThat(simulation.stopReason().rationale()).contains("step 2 could not be judged", "no judgement today");
        assertThat(checks().getFirst().held()).isNull();
    }

    @Test
    void runsCodeAndFailsWithWhatItThrows() {
        assertThat(play(
                                say("4711"),
                                code(
                                        "one turn",
                                        chat -> assertThat(chat.turns()).hasSize(1)))
                        .stopReason()
                        .code())
                .isEqualTo("script_completed");
        assertThat(play(
                                say("4711"),
                                code(
                                        "refunded",
                                        chat -> assertThat(chat.turns())
                                                .as("turns")
                                                .isEmpty()))
                        .stopReason()
                        .rationale())
                .startsWith("step 2: refunded; [turns]");
    }

    @Test
    void endsAsGoalAchievedWhereTheGoalIsAskedForAndAchieved() {
        goalIn = 1;
        assertThat(play(say("4711"), checkGoal(), fail("not achieved")).stopReason())
                .isEqualTo(new StopReason.GoalAchieved("seen turn 1"));

        goalIn = 9;
        assertThat(play(say("4711"), checkGoal(), fail("not achieved")).stopReason())
                .isEqualTo(new StopReason.ScriptFailed("step 3: not achieved"));
        assertThat(play(say("4711"), checkGoal()).stopReason()).isEqualTo(new StopReason.MaxTurns("seen turn 1"));
    }

    @Test
    void failsWhereAFixedTurnHasNoPlaceLeft() {
        Simulation simulation = play(2, say("One"), say("Two"), say("Three"));

        assertThat(simulation.stopReason())
                .isEqualTo(
                        new StopReason.ScriptFailed("step 3: could not say \"Three\": the conversation has all of its"
                                + " 2 turns; allow more (max_turns)"));
    }
}
