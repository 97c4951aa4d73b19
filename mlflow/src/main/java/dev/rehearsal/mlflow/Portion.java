package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Statement;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Unpublished;
import dev.rehearsal.store.Unpublished.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be published of one session together.
 *
 * @param traces turns whose spans are sent, and which are then described
 * @param again turns that were sent before and are described anew, as the session has ended
 * @param statements assessments and expectations that count, by the turn whose trace they stand with
 * @param withdrawn our ids of those that do not count any more, likewise
 * @param own whether the run that is published simulated the session; if not, it has scored it
 * @param done those parts that the server has taken, so that a failure in the midst of a long session does not begin it anew
 */
record Portion(
        Unpublished unpublished,
        List<PublishedTurn> traces,
        List<PublishedTurn> again,
        Map<PublishedTurn, List<ObjectNode>> statements,
        Map<PublishedTurn, List<String>> withdrawn,
        boolean own,
        Set<Unpublished.Part> done) {

    /**
     * What of a session is not published yet.
     *
     * @param run the run at the server
     * @param server its name: what was imported from it is not sent back there
     */
    static Portion of(SessionRecord session, Unpublished unpublished, String run, String server) {
        return new Assembly(session, unpublished, run).portion(MlflowImport.isFrom(session, server));
    }

    /** The server has taken what a turn is, and those statements with it. */
    void described(PublishedTurn turn, List<ObjectNode> statements) {
        unpublished.parts().stream()
                .filter(part -> part.kind() == Kind.TURN && part.turn() == turn.number())
                .forEach(done::add);
        said(statements);
    }

    /** The server has taken those statements. */
    void said(List<ObjectNode> statements) {
        Set<String> ids = statements.stream().map(AssessmentBody::idOf).collect(Collectors.toSet());
        unpublished.parts().stream()
                .filter(part -> part.kind() == Kind.STATEMENT && ids.contains(part.statement()))
                .forEach(done::add);
    }

    /** The turns whose traces the run is to have. */
    List<String> ids() {
        return Stream.concat(traces.stream(), statements.keySet().stream())
                .map(PublishedTurn::id)
                .distinct()
                .toList();
    }

    /** Puts a portion together. */
    private static final class Assembly {
        private final SessionRecord session;
        private final Unpublished unpublished;
        private final String run;
        private final List<PublishedTurn> turns;
        private final Map<PublishedTurn, List<ObjectNode>> statements = new LinkedHashMap<>();
        private final Map<PublishedTurn, List<String>> withdrawn = new LinkedHashMap<>();

        Assembly(SessionRecord session, Unpublished unpublished, String run) {
            this.session = session;
            this.unpublished = unpublished;
            this.run = run;
            this.turns = PublishedTurn.of(session);
        }

        Portion portion(boolean isThere) {
            var numbers = new HashSet<Integer>();
            boolean ends = false;
            for (Unpublished.Part part : unpublished.parts()) {
                numbers.add(part.turn());
                ends |= part.kind() == Kind.END;
            }
            var traces = new ArrayList<PublishedTurn>();
            var again = new ArrayList<PublishedTurn>();
            for (PublishedTurn turn : isThere ? List.<PublishedTurn>of() : turns) {
                if (numbers.contains(turn.number()) || turn.turn() == null) {
                    traces.add(turn);
                    addExpectationsOfCase(turn);
                } else if (ends && (turn.number() == 1 || turn.isLast())) {
                    again.add(turn);
                }
            }
            addStatements();
            return new Portion(
                    unpublished,
                    traces,
                    again,
                    statements,
                    withdrawn,
                    unpublished.runId().equals(session.row().runId()),
                    ConcurrentHashMap.newKeySet());
        }

        private void addStatements() {
            Set<String> wanted = unpublished.parts().stream()
                    .filter(part -> part.kind() == Kind.STATEMENT)
                    .map(Unpublished.Part::statement)
                    .collect(Collectors.toSet());
            if (turns.isEmpty() || wanted.isEmpty()) {
                return;
            }
            Set<String> takenBack =
                    session.withdrawals().stream().map(Withdrawal::statement).collect(Collectors.toSet());
            boolean others = wanted.stream().anyMatch(takenBack::contains);
            for (Assessment each : session.currentFeedback()) {
                // where something was taken back, what was said before counts again
                boolean mine = each.runId() == null
                        || each.runId().equals(unpublished.runId().value());
                if (wanted.contains(each.id()) || others && mine) {
                    PublishedTurn turn = turn(each.turn());
                    statements(turn).add(AssessmentBody.feedback(each, turn, each.runId() == null ? "" : run));
                }
            }
            for (Expectation each : session.currentExpectations()) {
                if (wanted.contains(each.id()) || others) {
                    statements(turn(each.turn())).add(AssessmentBody.expectation(each, turn(each.turn())));
                }
            }
            Stream.<Statement>concat(session.assessments().stream(), session.expectations().stream())
                    .filter(each -> wanted.contains(each.id()) && takenBack.contains(each.id()))
                    .forEach(each -> withdrawn
                            .computeIfAbsent(turn(each.turn()), none -> new ArrayList<>())
                            .add(each.id()));
        }

        /** What is about the whole session stands with its first turn. */
        private PublishedTurn turn(int number) {
            return turns.get(Math.clamp(number - 1L, 0, turns.size() - 1));
        }

        private List<ObjectNode> statements(PublishedTurn turn) {
            return statements.computeIfAbsent(turn, none -> new ArrayList<>());
        }

        private void addExpectationsOfCase(PublishedTurn turn) {
            TestCase testCase = session.testCase();
            Instant at = session.row().startedAt();
            if (turn.number() == 1) {
                testCase.expectationsIn(0).asMap().forEach((name, value) -> {
                    if (value != null) {
                        statements(turn).add(AssessmentBody.ofCase(turn, name, value, true, at));
                    }
                });
            }
            testCase.expectationsOf(turn.number()).asMap().forEach((name, value) -> {
                if (value != null) {
                    statements(turn).add(AssessmentBody.ofCase(turn, name, value, false, at));
                }
            });
        }
    }
}
