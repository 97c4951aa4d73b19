package dev.rehearsal.contracts;

import static dev.rehearsal.dataset.ScriptStep.agentSaid;
import static dev.rehearsal.dataset.ScriptStep.branch;
import static dev.rehearsal.dataset.ScriptStep.code;
import static dev.rehearsal.dataset.ScriptStep.judge;
import static dev.rehearsal.dataset.ScriptStep.proceed;
import static dev.rehearsal.dataset.ScriptStep.say;
import static dev.rehearsal.dataset.ScriptStep.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.testing.ScriptedModel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a script says is what the agent hears, or the session fails and says so; also where a run is cut off and gone on with. */
class FixedTurnsAreDeliveredWordForWordTest {
    private static final String FIRST = "  Zwei  Leerzeichen,\tTab,\nZeile {{goal}} ${HOME} 👩‍👩‍👧 \u2028 end ";
    private static final String SECOND = "No.";
    private static final List<TestCase> CASES = List.of(
            TestCase.builder()
                    .id("mixed")
                    .goal("Hear all of it")
                    .script(Script.of(
                            say(FIRST),
                            proceed(2),
                            agentSaid("made up 3"),
                            judge("The agent repeats what it hears."),
                            say(SECOND),
                            code(
                                    "three turns or more",
                                    chat -> assertThat(chat.turns()).hasSizeGreaterThan(2)),
                            branch(when(agentSaid("no"), proceed(1), say(FIRST), agentSaid("zwei"))),
                            proceed(4, agentSaid("made up 7")),
                            say("Bye")))
                    .build(),
            TestCase.builder()
                    .id("too-long")
                    .goal("Hear all of it")
                    .script(Script.of(proceed(), say("Never delivered")))
                    .build(),
            TestCase.builder()
                    .id("broken")
                    .goal("Break the agent")
                    .script(Script.of(say("Break"), say("Never delivered")))
                    .build());

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    private Evaluation evaluation(Store store) {
        return evaluation(store, new ConcurrentLinkedQueue<>());
    }

    /** @param calls what this evaluation asks: another that was cut off may have a call in flight still */
    private Evaluation evaluation(Store store, Queue<CallKey> calls) {
        var model = ScriptedModel.replying(request -> {
                    calls.add(request.call());
                    int turn = request.call().turn();
                    return ModelReply.of(
                            switch (request.call().purpose()) {
                                case USER -> "{\"message\":\"made up " + turn + "\",\"status\":\"going_on\"}";
                                case GOAL_CHECK -> "{\"rationale\":\"turn " + turn + "\",\"goal_achieved\":false}";
                                default -> "{\"rationale\":\"turn " + turn + "\",\"result\":\"yes\"}";
                            });
                })
                .asJudge();
        return Evaluation.of(ConversationSimulator.builder()
                        .testCases(CASES)
                        .maxTurns(8)
                        .seed(7)
                        .userModel(model)
                        .build())
                .agent(new Agent() {
                    @Override
                    public Answer answer(AgentRequest request) {
                        heard.add(request.lastMessage());
                        return Answer.of(
                                request.lastMessage().equals("Break") ? "" : "I hear " + request.lastMessage());
                    }

                    @Override
                    public boolean resumable() {
                        return true;
                    }
                })
                .store(store);
    }

    @Test
    void deliversThemWordForWordOrFails() {
        Store store = Store.inMemory();

        EvaluationResult result = evaluation(store).run();

        assertThat(result.counts()).containsOnlyKeys("script_completed", "script_failed", "empty_answer");
        assertThat(said(store, result.runId(), "mixed"))
                .containsExactly(FIRST, "made up 2", "made up 3", SECOND, "made up 5", FIRST, "made up 7", "Bye");
        assertThat(heard).containsAll(said(store, result.runId(), "mixed"));
        StopReason undelivered = reason(store, result.runId(), "too-long");
        assertThat(undelivered.isFailure()).isTrue();
        assertThat(undelivered.rationale()).contains("step 2: could not say \"Never delivered\"");
        assertThat(reason(store, result.runId(), "broken").isFailure()).isTrue();
        assertThat(heard).doesNotContain("Never delivered");
    }

    @Test
    void comesToTheSameWhereverTheProcessDies() {
        Store whole = Store.inMemory();
        List<String> expected = Rig.canonical(whole, evaluation(whole).run().runId());
        for (int changes = 1; ; changes++) {
            Store store = Store.inMemory();
            var mortal = new MortalStore(store, changes);
            try {
                evaluation(mortal).run();
            } catch (StoreException e) {
                assertThat(e).hasMessage("the process was killed");
            }
            if (!mortal.isDead()) {
                assertThat(changes).as("it died often enough to mean something").isGreaterThan(30);
                return;
            }
            RunId runId = store.runs().list(1).getFirst().runId();
            var calls = new ConcurrentLinkedQueue<CallKey>();
            List<CallKey> kept = kept(store, runId);

            evaluation(store, calls).resume(runId).run();

            assertThat(Rig.canonical(store, runId))
                    .as("cut off after %d changes", changes)
                    .isEqualTo(expected);
            assertThat(calls).as("nothing is paid for twice").doesNotHaveDuplicates();
            if (!kept.isEmpty()) {
                assertThat(calls).as("verdicts are kept").doesNotContainAnyElementsOf(kept);
            }
        }
    }

    /** The verdicts that a run has in its store; which messages were made up is not asked twice either, but not kept by key. */
    private static List<CallKey> kept(Store store, RunId runId) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            return sessions.flatMap(session -> session.assessments().stream()
                            .filter(each -> !each.feedback().promptVersion().isEmpty())
                            .map(each -> new CallKey(
                                    Purpose.JUDGE, session.row().caseId().value(), 1, each.turn(), "script/4", 0)))
                    .toList();
        }
    }

    private static SessionRecord session(Store store, RunId runId, String id) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            return sessions.filter(each -> each.row().caseId().value().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> said(Store store, RunId runId, String id) {
        return session(store, runId, id).conversation().turns().stream()
                .map(turn -> turn.user().text())
                .toList();
    }

    private static StopReason reason(Store store, RunId runId, String id) {
        var row = session(store, runId, id).row();
        return StopReason.of(String.valueOf(row.stopReason()), row.stopRationale());
    }
}
