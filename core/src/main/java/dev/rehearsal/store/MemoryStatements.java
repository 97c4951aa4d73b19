package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.scoring.Withdrawal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What scorers and persons said of a session of the in-memory store and of its turns. Guarded by the store's lock. */
final class MemoryStatements {
    private final SessionId sessionId;
    private final List<Assessment> assessments = new ArrayList<>();
    private final Set<String> assessmentIds = new HashSet<>();
    private final Map<String, Expectation> expectations = new LinkedHashMap<>();
    private final Map<String, Withdrawal> withdrawals = new LinkedHashMap<>();

    MemoryStatements(SessionId sessionId) {
        this.sessionId = sessionId;
    }

    /** What was said of a turn, which goes where the turn goes. */
    record OfTurn(List<Assessment> assessments, List<Expectation> expectations, List<Withdrawal> withdrawals) {
        static final OfTurn NOTHING = new OfTurn(List.of(), List.of(), List.of());
    }

    /** Those that are not there yet. */
    List<Assessment> unknown(List<Assessment> given) {
        return given.stream().filter(each -> !assessmentIds.contains(each.id())).toList();
    }

    /** Says whether any of them is new. */
    boolean assessed(List<Assessment> given) {
        boolean changed = false;
        for (Assessment assessment : given) {
            if (assessmentIds.add(assessment.id())) {
                assessments.add(assessment);
                changed = true;
            }
        }
        return changed;
    }

    /** Says whether it is new. */
    boolean expected(Expectation expectation) {
        return expectations.putIfAbsent(expectation.id(), expectation) == null;
    }

    /** Says whether it is new. */
    boolean withdrawn(Withdrawal withdrawal) {
        String id = withdrawal.statement();
        if (!assessmentIds.contains(id) && !expectations.containsKey(id)) {
            throw new StoreException("assessment " + id + " of session " + sessionId + " is not in the store", null);
        }
        return withdrawals.putIfAbsent(id, withdrawal) == null;
    }

    /** Forgets what a run that is deleted found. */
    void forgetRun(RunId runId) {
        assessments.removeIf(assessment -> runId.value().equals(assessment.runId()));
    }

    /** Takes out what was said of a turn that leaves; the turns behind it move up. */
    OfTurn remove(int turn) {
        List<Assessment> assessed =
                assessments.stream().filter(each -> each.turn() == turn).toList();
        List<Expectation> expected = expectations.values().stream()
                .filter(each -> each.turn() == turn)
                .toList();
        assessments.removeAll(assessed);
        var ids = new HashSet<String>();
        assessed.forEach(each -> ids.add(each.id()));
        expected.forEach(each -> ids.add(each.id()));
        assessmentIds.removeAll(ids);
        expectations.keySet().removeAll(ids);
        List<Withdrawal> withdrawn = withdrawals.values().stream()
                .filter(each -> ids.contains(each.statement()))
                .toList();
        withdrawals.keySet().removeAll(ids);
        shift(turn, -1);
        return new OfTurn(assessed, expected, withdrawn);
    }

    /** Makes room for a turn that comes, and keeps what was said of it before. */
    void insert(int turn, OfTurn said) {
        shift(turn, 1);
        said.assessments.forEach(each -> {
            assessments.add(with(each, turn));
            assessmentIds.add(each.id());
        });
        said.expectations.forEach(each -> expectations.put(each.id(), with(each, turn)));
        said.withdrawals.forEach(each -> withdrawals.put(each.statement(), with(each)));
    }

    /** Gives what was said of turns from that number on other numbers. */
    private void shift(int from, int by) {
        assessments.replaceAll(each -> each.turn() >= from ? with(each, each.turn() + by) : each);
        expectations.replaceAll((id, each) -> each.turn() >= from ? with(each, each.turn() + by) : each);
    }

    private Assessment with(Assessment assessment, int turn) {
        return new Assessment(
                assessment.id(),
                sessionId,
                assessment.runId(),
                turn,
                assessment.feedback(),
                assessment.createdAt(),
                assessment.supersedes());
    }

    private Expectation with(Expectation expectation, int turn) {
        return new Expectation(
                expectation.id(),
                sessionId,
                turn,
                expectation.name(),
                expectation.value(),
                expectation.source(),
                expectation.rationale(),
                expectation.createdAt(),
                expectation.supersedes());
    }

    private Withdrawal with(Withdrawal withdrawal) {
        return new Withdrawal(
                sessionId, withdrawal.statement(), withdrawal.by(), withdrawal.rationale(), withdrawal.at());
    }

    boolean isEmpty() {
        return assessments.isEmpty() && expectations.isEmpty();
    }

    /** The assessments that were neither superseded nor withdrawn. */
    List<Assessment> standing() {
        return Standing.of(assessments, withdrawals.values());
    }

    List<Assessment> assessments() {
        return List.copyOf(assessments);
    }

    List<Expectation> expectations() {
        return List.copyOf(expectations.values());
    }

    List<Withdrawal> withdrawals() {
        return List.copyOf(withdrawals.values());
    }
}
