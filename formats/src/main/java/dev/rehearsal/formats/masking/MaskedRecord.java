package dev.rehearsal.formats.masking;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;

/** A stored session, masked in all its parts. */
final class MaskedRecord {
    private final Masking masking;
    private final SessionRecord session;
    private final SessionId id;

    MaskedRecord(Masking masking, SessionRecord session) {
        this.masking = masking;
        this.session = session;
        this.id = masking.mask(session.row().sessionId());
    }

    SessionRecord get() {
        Message waiting = session.waiting();
        return new SessionRecord(
                row(),
                masking.mask(session.testCase()),
                new Conversation(session.conversation().turns().stream()
                        .map(masking::mask)
                        .toList()),
                session.traces(),
                masking.mask(session.attributes()),
                waiting == null ? null : masking.mask(waiting),
                session.goalVerdicts(),
                session.goalFailures(),
                session.assessments().stream().map(this::masked).toList(),
                session.expectations().stream().map(this::masked).toList(),
                session.withdrawals().stream().map(this::masked).toList(),
                session.calls());
    }

    private SessionRow row() {
        SessionRow row = session.row();
        return new SessionRow(
                id,
                row.runId(),
                row.experiment(),
                row.caseId(),
                row.index(),
                row.trial(),
                row.attempt(),
                masking.mask(row.goal()),
                row.persona() == null ? null : masking.mask(row.persona()),
                row.turns(),
                row.stopReason(),
                masking.mask(row.stopRationale()),
                row.tokens(),
                row.usd(),
                row.startedAt(),
                row.duration(),
                row.source(),
                row.scores());
    }

    private Assessment masked(Assessment assessment) {
        Feedback given = assessment.feedback();
        FeedbackValue value = given.value();
        var feedback = new Feedback(
                given.name(),
                value instanceof FeedbackValue.Text(String text) ? new FeedbackValue.Text(masking.mask(text)) : value,
                masking.mask(given.rationale()),
                given.source(),
                given.scorerVersion(),
                given.promptVersion(),
                given.usage(),
                given.error() == null ? null : masking.mask(given.error()),
                given.repeats().stream().map(masking::mask).toList());
        return new Assessment(
                assessment.id(),
                id,
                assessment.runId(),
                assessment.turn(),
                feedback,
                assessment.createdAt(),
                assessment.supersedes());
    }

    private Expectation masked(Expectation expectation) {
        return new Expectation(
                expectation.id(),
                id,
                expectation.turn(),
                expectation.name(),
                masking.mask(Attributes.of("value", expectation.value()))
                        .get("value")
                        .orElseThrow(),
                expectation.source(),
                masking.mask(expectation.rationale()),
                expectation.createdAt(),
                expectation.supersedes());
    }

    private Withdrawal masked(Withdrawal withdrawal) {
        return new Withdrawal(
                id, withdrawal.statement(), withdrawal.by(), masking.mask(withdrawal.rationale()), withdrawal.at());
    }
}
