package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scorers.ReplayDivergence;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<TestCase> CASES =
            List.of(TestCase.builder().id("kettle").goal("Buy a kettle").build(), TestCase.of("Return a kettle"));

    private final Store store = Store.inMemory();
    private final ScriptedModel model =
            ScriptedModel.answering(request -> switch (request.call().purpose()) {
                case USER ->
                    "{\"message\":\"" + request.call().caseId() + " "
                            + request.call().trial() + "." + request.call().turn() + "\",\"status\":\"going_on\"}";
                default -> "{\"rationale\":\"turn " + request.call().turn() + "\",\"goal_achieved\":false}";
            });

    private Evaluation evaluation(List<TestCase> cases, Agent agent) {
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(cases)
                        .userModel(model)
                        .maxTurns(3)
                        .trials(cases == CASES ? 2 : 1)
                        .build())
                .agent(agent)
                .scorers(new ReplayDivergence())
                .store(store);
    }

    private static Answer old(AgentRequest request) {
        return Answer.of("Answer " + request.turn(), List.of(ToolCall.of("1", "find", "{}")));
    }

    private static Answer changed(AgentRequest request) {
        return switch (request.turn()) {
            case 1 -> old(request);
            case 2 -> Answer.of("Something quite different", List.of(ToolCall.of("1", "find", "{}")));
            default -> Answer.of("Answer 3");
        };
    }

    private List<SessionRecord> sessions(RunId run) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(run)) {
            return sessions.toList();
        }
    }

    private static List<String> said(SessionRecord session) {
        return session.conversation().turns().stream()
                .map(turn -> turn.user().text())
                .toList();
    }

    @Test
    void saysAgainWhatTheUsersOfARunSaidByCaseAndTrial() {
        RunId before = evaluation(CASES, ReplayTest::old).run().runId();
        int asked = model.calls();

        EvaluationResult result = evaluation(CASES, ReplayTest::changed)
                .keepUserTurns(before.value())
                .run();

        assertThat(sessions(result.runId()).stream().map(ReplayTest::said))
                .containsExactlyElementsOf(
                        sessions(before).stream().map(ReplayTest::said).toList());
        assertThat(model.calls() - asked).as("one goal check for each session").isEqualTo(4);
        assertThat(result.counts()).isEqualTo(Map.of("max_turns", 4L));
        assertThat(store.runs()
                        .find(result.runId().value())
                        .orElseThrow()
                        .configuration()
                        .text("keep_user_turns"))
                .contains(before.value());
        Comparison comparison = Comparison.of(
                store,
                store.runs().find(before.value()).orElseThrow(),
                store.runs().find(result.runId().value()).orElseThrow());
        assertThat(comparison.difference(Comparison.GOAL_ACHIEVED).orElseThrow().cases())
                .isEqualTo(2);
    }

    @Test
    void tellsWhereTheAnswersGoAnotherWay() {
        RunId before = evaluation(CASES, ReplayTest::old).run().runId();

        RunId after = evaluation(CASES, ReplayTest::changed)
                .keepUserTurns(before.value())
                .run()
                .runId();

        assertThat(sessions(after).getFirst().assessments())
                .extracting(each -> each.turn() + " " + each.feedback().value().text())
                .containsExactlyInAnyOrder("1 same", "2 other_words", "3 other_tools");
    }

    @Test
    void failsWhereTheRunHasNoSuchSession() {
        RunId before = evaluation(CASES, ReplayTest::old).run().runId();

        EvaluationResult result = evaluation(List.of(TestCase.of("Another wish")), ReplayTest::old)
                .keepUserTurns(before.value())
                .run();

        assertThat(result.counts()).isEqualTo(Map.of("script_failed", 1L));
        assertThat(sessions(result.runId()).getFirst().row().stopRationale())
                .contains("run " + before + " has no turn of case");
        assertThatThrownBy(() -> evaluation(CASES, ReplayTest::old)
                        .keepUserTurns("nothing")
                        .run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run 'nothing' is not in");
    }

    @Test
    void saysAgainWhatTheUserOfASessionSaid() {
        SessionRecord session =
                sessions(evaluation(CASES, ReplayTest::old).run().runId()).getFirst();
        TestCase replay = Replay.of(session);

        SessionRecord again = sessions(
                        evaluation(List.of(replay), ReplayTest::changed).run().runId())
                .getFirst();

        assertThat(said(again)).isEqualTo(said(session));
        assertThat(again.row().caseId()).isEqualTo(session.row().caseId());
    }

    @Test
    void goesOnFromATurnOfASession() {
        SessionRecord session =
                sessions(evaluation(CASES, ReplayTest::old).run().runId()).getFirst();
        var heard = new ArrayList<List<Message>>();

        SessionRecord again = sessions(evaluation(List.of(Replay.goingOn(session, 3)), request -> {
                            heard.add(request.messages());
                            return Answer.of("New answer " + request.turn());
                        })
                        .run()
                        .runId())
                .getFirst();

        assertThat(heard.getFirst().subList(0, 4))
                .as("the agent sees what was said before")
                .isEqualTo(session.conversation().messages().subList(0, 4));
        assertThat(said(again)).containsExactly("kettle 1.1", "kettle 1.2", "kettle 1.3", "kettle 1.4", "kettle 1.5");
        assertThat(again.conversation().before()).isEqualTo(2);
        assertThat(again.conversation().turns().getFirst().answer().text()).isEqualTo("Answer 1");
        assertThat(again.assessments())
                .as("history is not scored")
                .extracting("turn")
                .doesNotContain(1, 2);
    }

    /** The first three turns are two made-up ones after a fixed one. */
    private static final TestCase SCRIPTED = TestCase.builder()
            .id("scripted")
            .goal("Buy a kettle")
            .script(Script.of(
                    ScriptStep.say("Hello", Attributes.of("expected_response", "Hello!")),
                    ScriptStep.agentNotCalled("delete"),
                    ScriptStep.proceed(2),
                    ScriptStep.agentSaid("Answer 2"),
                    ScriptStep.code(
                            "has three turns", chat -> assertThat(chat.size()).isEqualTo(3)),
                    ScriptStep.finish()))
            .build();

    private static Answer withoutTheSecond(AgentRequest request) {
        return Answer.of(request.turn() == 2 ? "No." : "Answer " + request.turn());
    }

    @Test
    void makesTheChecksOfTheScriptAgainWhereTheyWereMade() {
        RunId before = evaluation(List.of(SCRIPTED), ReplayTest::old).run().runId();

        EvaluationResult kept = evaluation(List.of(SCRIPTED), ReplayTest::old)
                .keepUserTurns(before.value())
                .run();
        EvaluationResult missed = evaluation(List.of(SCRIPTED), ReplayTest::withoutTheSecond)
                .keepUserTurns(before.value())
                .run();

        assertThat(kept.counts()).isEqualTo(Map.of("script_completed", 1L));
        assertThat(sessions(kept.runId()).getFirst().row().stopRationale()).contains("3 checks held");
        assertThat(missed.counts()).isEqualTo(Map.of("script_failed", 1L));
        assertThat(sessions(missed.runId()).getFirst().row().stopRationale())
                .contains("the agent has said", "Answer 2");
        assertThat(said(sessions(missed.runId()).getFirst()))
                .isEqualTo(said(sessions(before).getFirst()));
    }

    @Test
    void makesTheChecksAgainInAReplayOfASessionButForCodeThatNobodyHas() {
        SessionRecord session = sessions(
                        evaluation(List.of(SCRIPTED), ReplayTest::old).run().runId())
                .getFirst();

        TestCase replay = Replay.of(withoutCode(session));

        assertThat(replay.script().steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Say", "Check", "Say", "Say", "Check", "Finish");
        assertThat(replay.script().expectations().getFirst().names()).contains("expected_response", "replayed");
        assertThat(Script.parse(replay.script().toValues())).isEqualTo(replay.script());
        assertThat(evaluation(List.of(replay), ReplayTest::old).run().counts())
                .isEqualTo(Map.of("script_completed", 1L));
        assertThat(evaluation(List.of(replay), ReplayTest::withoutTheSecond)
                        .run()
                        .counts())
                .isEqualTo(Map.of("script_failed", 1L));
    }

    /** As another process finds it. */
    private static SessionRecord withoutCode(SessionRecord session) {
        TestCase read = session.testCase().toBuilder()
                .script(Script.parse(session.testCase().script().toValues()))
                .build();
        return new SessionRecord(
                session.row(),
                read,
                session.conversation(),
                session.traces(),
                session.attributes(),
                session.waiting(),
                session.goalVerdicts(),
                session.goalFailures(),
                session.assessments(),
                session.expectations(),
                session.withdrawals(),
                session.calls());
    }

    @Test
    void refusesTurnsThatASessionDoesNotHave() {
        SessionRecord session =
                sessions(evaluation(CASES, ReplayTest::old).run().runId()).getFirst();

        assertThatThrownBy(() -> Replay.of(session, 4)).hasMessageContaining("has turns 1 to 3, found turn 4");
    }
}
