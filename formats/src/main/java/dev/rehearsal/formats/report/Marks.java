package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.trust.JudgeTrust;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands beside a judge's numbers: how far it agrees with persons, or that nobody compared it with any. */
record Marks(List<JudgeTrust> judges) {
    static Marks of(EvaluationResult result) {
        return new Marks(JudgeTrust.of(result.store(), result.runId()));
    }

    /** Empty for what no model judged. */
    String of(Metric metric) {
        String scorer = RunOutline.scorer(metric);
        return judges.stream()
                .filter(each -> each.judge().scorer().equals(scorer))
                .map(JudgeTrust::inWords)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Empty for what no model gave. */
    String of(Feedback feedback) {
        if (feedback.source().kind() != Source.Kind.LLM_JUDGE) {
            return "";
        }
        var judge = new JudgedBy(
                feedback.name(), feedback.promptVersion(), feedback.source().id());
        return judges.stream()
                .filter(each -> each.judge().equals(judge))
                .findFirst()
                .orElse(new JudgeTrust(judge, Optional.empty()))
                .inWords();
    }
}
