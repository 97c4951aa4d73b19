package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.store.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be published of one session together.
 *
 * @param traces turns whose spans are sent, and which are then described
 * @param again turns that were sent before and are described anew
 * @param assessments by the turn whose trace they stand with
 * @param own whether the run that is published simulated the session; if not, it has scored it
 */
record Portion(
        List<PublishedTurn> traces,
        List<PublishedTurn> again,
        Map<PublishedTurn, List<ObjectNode>> assessments,
        boolean own) {
    /** All of a session. */
    static Portion all(dev.rehearsal.store.SessionRecord session, RunId runId, String run) {
        List<PublishedTurn> turns = PublishedTurn.of(session);
        var assessments = new LinkedHashMap<PublishedTurn, List<ObjectNode>>();
        if (!turns.isEmpty()) {
            Set<String> superseded = session.assessments().stream()
                    .map(Assessment::supersedes)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            for (Assessment each : session.assessments()) {
                if (isOf(each, runId) && !superseded.contains(each.id()) && each.turn() <= turns.size()) {
                    PublishedTurn turn = turns.get(Math.max(0, each.turn() - 1));
                    assessments
                            .computeIfAbsent(turn, none -> new ArrayList<>())
                            .add(AssessmentBody.feedback(each, turn, each.runId() == null ? "" : run));
                }
            }
            turns.forEach(turn ->
                    assessments.computeIfAbsent(turn, none -> new ArrayList<>()).addAll(expectations(turn)));
        }
        return new Portion(
                turns, List.of(), assessments, runId.equals(session.row().runId()));
    }

    /** Whether an assessment goes with that run: a scorer of it gave it, or a person. */
    static boolean isOf(Assessment assessment, RunId runId) {
        return assessment.runId() == null || assessment.runId().equals(runId.value());
    }

    private static List<ObjectNode> expectations(PublishedTurn turn) {
        TestCase testCase = turn.session().testCase();
        var at = turn.session().row().startedAt();
        var expectations = new ArrayList<ObjectNode>();
        if (turn.number() == 1) {
            testCase.expectationsIn(0).asMap().forEach((name, value) -> {
                if (value != null) {
                    expectations.add(AssessmentBody.expectation(turn, name, value, true, at));
                }
            });
        }
        testCase.expectationsOf(turn.number()).asMap().forEach((name, value) -> {
            if (value != null) {
                expectations.add(AssessmentBody.expectation(turn, name, value, false, at));
            }
        });
        return expectations;
    }
}
