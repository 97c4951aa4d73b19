package dev.rehearsal.server.pages.session;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
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
import org.jspecify.annotations.Nullable;

/** What was said of a session, with what stood in its place before. */
final class Assessed {
    private final Map<String, Assessment> byId = new LinkedHashMap<>();
    private final Set<String> superseded = new HashSet<>();
    private final Map<JudgedBy, String> trust = new HashMap<>();

    Assessed(Store store, SessionRecord session) {
        var runs = new HashSet<String>();
        for (Assessment assessment : session.assessments()) {
            byId.put(assessment.id(), assessment);
            if (assessment.supersedes() != null) {
                superseded.add(assessment.supersedes());
            }
            if (assessment.runId() != null && runs.add(assessment.runId())) {
                JudgeTrust.of(store, new RunId(assessment.runId()))
                        .forEach(each -> trust.put(each.judge(), each.inWords()));
            }
        }
    }

    /** What stands, of that turn; 0 is the session. */
    List<AssessmentView> of(int turn) {
        return byId.values().stream()
                .filter(each -> each.turn() == turn && !superseded.contains(each.id()))
                .map(this::view)
                .toList();
    }

    private AssessmentView view(Assessment assessment) {
        var earlier = new ArrayList<AssessmentView>();
        var seen = new HashSet<String>();
        @Nullable String before = assessment.supersedes();
        while (before != null && seen.add(before)) {
            Assessment older = byId.get(before);
            if (older == null) {
                break;
            }
            earlier.add(AssessmentView.of(older, trust(older.feedback()), List.of()));
            before = older.supersedes();
        }
        return AssessmentView.of(assessment, trust(assessment.feedback()), earlier);
    }

    private String trust(Feedback feedback) {
        if (feedback.source().kind() != Source.Kind.LLM_JUDGE) {
            return "";
        }
        var judge = new JudgedBy(
                feedback.name(), feedback.promptVersion(), feedback.source().id());
        return trust.getOrDefault(judge, JudgeTrust.NOT_CALIBRATED);
    }
}
