package dev.rehearsal.contracts;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.ModelAgent;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.ScriptedModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** An evaluation whose every reply follows from the call's key, so that runs can be compared, interrupted or not. */
final class Rig {
    /** Goals are achieved in the turn that their case's id ends with; the third never is, the fourth makes the agent fail. */
    static final List<TestCase> CASES = List.of(
            TestCase.builder().id("kettle-1").goal("Buy a blue kettle").build(),
            TestCase.builder().id("return-2").goal("Return a red kettle").build(),
            TestCase.builder()
                    .id("never-9")
                    .goal("Buy a kettle that does not exist")
                    .build(),
            TestCase.builder().id("broken-9").goal("Break the agent").build());

    /** Every call that was made, by all processes of the rig. */
    final ConcurrentLinkedQueue<CallKey> calls = new ConcurrentLinkedQueue<>();

    private final Model model;

    Rig() {
        model = ScriptedModel.replying(this::reply).asJudge().named("scripted:/rig");
    }

    /** With the replies of another model. */
    Rig(Model replies) {
        model = replies;
    }

    private ModelReply reply(ModelRequest request) {
        CallKey key = request.call();
        calls.add(key);
        String text = switch (key.purpose()) {
            case USER -> "{\"message\":\"message " + key.turn() + "\",\"status\":\"going_on\"}";
            case AGENT -> "answer " + key.turn();
            case GOAL_CHECK ->
                "{\"rationale\":\"turn " + key.turn() + "\",\"goal_achieved\":"
                        + key.caseId().endsWith("-" + key.turn()) + "}";
            default ->
                "{\"rationale\":\"turn " + key.turn() + "\",\"result\":\"" + (key.turn() == 2 ? "no" : "yes") + "\"}";
        };
        return ModelReply.of(text).withUsage(Usage.of(100, 10));
    }

    SimulatorBuilder simulator() {
        return ConversationSimulator.builder()
                .testCases(CASES)
                .maxTurns(3)
                .trials(2)
                .seed(7)
                .conversations(3)
                .userModel(model);
    }

    /** @param resumable whether the agent can go on in mid-conversation */
    Evaluation evaluation(Store store, boolean resumable) {
        return Evaluation.of(simulator().build())
                .agent(agent(resumable))
                .scorers(new ConversationCompleteness(), new Safety())
                .store(store);
    }

    private Agent agent(boolean resumable) {
        Agent byModel = ModelAgent.builder(model).build();
        return new Agent() {
            @Override
            public Answer answer(AgentRequest request) throws Exception {
                if (request.turn() == 2
                        && request.messages().getFirst().text().equals("message 1")
                        && request.calls().key(Purpose.AGENT, "").caseId().equals("broken-9")) {
                    return Answer.of(" ");
                }
                return byModel.answer(request);
            }

            @Override
            public boolean resumable() {
                return resumable;
            }
        };
    }

    /** What a run comes to, but for ids and times. */
    static List<String> canonical(Store store, RunId runId) {
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            return sessions.map(Rig::canonical).toList();
        }
    }

    private static String canonical(SessionRecord session) {
        var lines = new ArrayList<String>();
        lines.add(session.row().caseId() + "/" + session.row().trial() + " "
                + session.row().stopReason() + " " + session.row().stopRationale());
        session.conversation()
                .turns()
                .forEach(turn ->
                        lines.add(turn.user().text() + " | " + turn.answer().text() + " | " + turn.failure()));
        lines.add(new java.util.TreeMap<>(session.goalVerdicts()).toString());
        session.assessments().stream()
                .map(each -> each.turn() + " " + each.feedback().name() + " "
                        + each.feedback().value() + " " + each.feedback().error())
                .sorted()
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    /** The calls whose replies a run has in its store. */
    static Set<CallKey> kept(Store store, RunId runId) {
        Set<CallKey> kept = new HashSet<>();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            sessions.forEach(session -> {
                String id = session.row().caseId().value();
                int trial = session.row().trial();
                int turns = session.conversation().size();
                for (int turn = 1; turn <= turns; turn++) {
                    kept.add(new CallKey(Purpose.USER, id, trial, turn, "", 0));
                    kept.add(new CallKey(Purpose.AGENT, id, trial, turn, "", 0));
                }
                if (session.waiting() != null) {
                    kept.add(new CallKey(Purpose.USER, id, trial, turns + 1, "", 0));
                }
                session.goalVerdicts()
                        .keySet()
                        .forEach(turn -> kept.add(new CallKey(Purpose.GOAL_CHECK, id, trial, turn, "", 0)));
                session.assessments()
                        .forEach(each -> kept.add(new CallKey(
                                Purpose.JUDGE,
                                id,
                                trial,
                                each.turn(),
                                each.feedback().name(),
                                0)));
            });
        }
        return kept;
    }
}
