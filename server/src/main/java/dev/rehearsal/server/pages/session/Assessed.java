package dev.rehearsal.server.pages.session;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.scoring.Statement;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.JudgeTrust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What was said of a session: what stands, what stood in its place before, and what was taken back. */
final class Assessed {
    private final Map<String, Statement> byId = new LinkedHashMap<>();
    private final Map<JudgedBy, String> trust = new HashMap<>();
    private final List<? extends Statement> feedback;
    private final List<? extends Statement> expectations;
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<String, Withdrawal> withdrawals = new HashMap<>();

    Assessed(Store store, SessionRecord session) {
        session.assessments().forEach(each -> byId.put(each.id(), each));
        session.expectations().forEach(each -> byId.put(each.id(), each));
        feedback = session.currentFeedback();
        expectations = session.currentExpectations();
        withdrawn.addAll(Standing.withdrawn(session.assessments(), session.withdrawals()));
        withdrawn.addAll(Standing.withdrawn(session.expectations(), session.withdrawals()));
        session.withdrawals().forEach(each -> withdrawals.put(each.statement(), each));
        session.assessments().stream()
                .map(Assessment::runId)
                .filter(run -> run != null)
                .distinct()
                .forEach(run ->
                        JudgeTrust.of(store, new RunId(run)).forEach(each -> trust.put(each.judge(), each.inWords())));
    }

    /** What stands of that turn, feedback first; 0 is the session. */
    List<StatementView> of(int turn) {
        return Stream.concat(feedback.stream(), expectations.stream())
                .filter(each -> each.turn() == turn)
                .map(this::view)
                .toList();
    }

    /** What was taken back. */
    List<StatementView> takenBack() {
        return withdrawals.keySet().stream()
                .map(byId::get)
                .filter(each -> each != null)
                .map(this::view)
                .toList();
    }

    private StatementView view(Statement statement) {
        var earlier = new ArrayList<StatementView>();
        var seen = new HashSet<String>();
        Statement before = before(statement);
        while (before != null && seen.add(before.id())) {
            earlier.add(StatementView.of(before, trust(before), withdrawn(before), List.of()));
            before = before(before);
        }
        return StatementView.of(statement, trust(statement), withdrawn(statement), earlier);
    }

    private @org.jspecify.annotations.Nullable Statement before(Statement statement) {
        String id = statement.supersedes();
        return id == null ? null : byId.get(id);
    }

    private String withdrawn(Statement statement) {
        Withdrawal withdrawal = withdrawals.get(statement.id());
        if (withdrawal == null) {
            return withdrawn.contains(statement.id()) ? "taken back" : "";
        }
        return "taken back by " + withdrawal.by().id() + ", "
                + Moment.of(withdrawal.at()).text()
                + (withdrawal.rationale().isEmpty() ? "" : ": " + withdrawal.rationale());
    }

    private String trust(Statement statement) {
        if (!(statement instanceof Assessment assessment) || statement.source().kind() != Source.Kind.LLM_JUDGE) {
            return "";
        }
        Feedback feedback = assessment.feedback();
        var judge = new JudgedBy(
                feedback.name(), feedback.promptVersion(), feedback.source().id());
        return trust.getOrDefault(judge, JudgeTrust.NOT_CALIBRATED);
    }
}
