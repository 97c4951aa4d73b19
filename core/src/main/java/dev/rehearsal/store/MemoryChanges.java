package dev.rehearsal.store;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes changes in the in-memory store. Guarded by the store's lock. */
record MemoryChanges(MemoryTables tables) {
    void apply(Change change) {
        switch (change) {
            case Change.Together c -> {
                new MemoryRefusals(
                                id -> tables.runs.containsKey(id.value()),
                                id -> tables.sessions.containsKey(id.value()))
                        .look(c.changes());
                c.changes().forEach(this::apply);
            }
            case Change.RunStarted c -> tables.runs.putIfAbsent(c.runId().value(), new MemoryRun(c));
            case Change.CasesAdded c -> {
                MemoryRun run = tables.run(c.runId());
                for (int i = 0; i < c.testCases().size(); i++) {
                    run.cases.putIfAbsent(c.firstIndex() + i, c.testCases().get(i));
                }
            }
            case Change.DatasetUsed c -> tables.run(c.runId()).uses(c.dataset());
            case Change.RunStatusChanged c -> {
                if (tables.run(c.runId()).status(c)) {
                    tables.outbox.add(c.runId(), null, Unpublished.Kind.RUN, 0, "");
                }
            }
            case Change.SessionOpened c -> open(c);
            case Change.SessionsChosen c -> {
                MemoryRun run = tables.run(c.runId());
                for (int i = 0; i < c.sessions().size(); i++) {
                    MemorySession session = tables.session(c.sessions().get(i));
                    run.choose(c.firstPlace() + i, session);
                    if (session.chosenBy(c.runId())) {
                        tables.outbox.addAll(c.runId(), session);
                    }
                }
            }
            case Change.UserSpoke c -> {
                MemorySession session = tables.session(c.sessionId());
                called(session, session.run, session.turns.userSpoke(c), c.calls());
                tables.recordings.simulated(session, c.turn());
            }
            case Change.TurnCompleted c -> {
                MemorySession session = tables.session(c.sessionId());
                boolean changed = session.turns.completed(c.turn());
                called(session, session.run, changed, c.calls());
                tables.recordings.simulated(session, c.turn().number());
                if (changed) {
                    tables.outbox.addTurn(session, c.turn().number());
                }
            }
            case Change.GoalChecked c -> {
                MemorySession session = tables.session(c.sessionId());
                called(session, session.run, session.turns.goalChecked(c), c.calls());
            }
            case Change.SessionClosed c -> {
                MemorySession session = tables.session(c.sessionId());
                boolean changed = session.closed(c);
                called(session, session.run, changed, c.calls());
                if (changed) {
                    tables.outbox.addEnd(session);
                }
            }
            case Change.SessionRecorded c -> tables.recordings.recorded(c);
            case Change.TurnRecorded c -> tables.recordings.turnRecorded(c, tables.session(c.sessionId()));
            case Change.SpansAdded c -> {
                MemorySession session = tables.session(c.sessionId());
                if (session.turns.spansAdded(c.turn(), c.spans())) {
                    tables.outbox.addTurn(session, c.turn());
                }
            }
            case Change.QuietSessionsEnded c -> tables.recordings.quietEnded(c);
            case Change.Expected(var expectation) -> {
                MemorySession session = tables.session(expectation.sessionId());
                if (session.statements.expected(expectation)) {
                    tables.outbox.addStatement(session, null, expectation.id());
                }
            }
            case Change.Withdrawn(var withdrawal) -> {
                MemorySession session = tables.session(withdrawal.sessionId());
                if (session.statements.withdrawn(withdrawal)) {
                    tables.outbox.addStatement(session, null, withdrawal.statement());
                }
            }
            case Change.Calibrated c -> {
                tables.calibrations.remove(c.calibration().judge());
                tables.calibrations.put(c.calibration().judge(), c.calibration());
            }
            case Change.Assessed c -> {
                MemorySession session = tables.session(c.sessionId());
                String scoring = c.assessments().isEmpty()
                        ? null
                        : c.assessments().getFirst().runId();
                MemoryRun scorer = scoring == null ? null : tables.runs.get(scoring);
                MemoryRun run = scorer == null ? session.run : scorer;
                c.assessments().forEach(this::judged);
                List<Assessment> given = session.statements.unknown(c.assessments());
                called(session, run, session.assessed(c), c.calls());
                given.forEach(each -> tables.outbox.addStatement(session, each.runId(), each.id()));
            }
            case Change.PublicationBegan c -> {
                if (tables.outbox.began(c)) {
                    tables.outbox.add(c.runId(), c.destination(), null, Unpublished.Kind.RUN, 0, "");
                    tables.run(c.runId())
                            .scored()
                            .forEach(session -> tables.outbox.addAll(c.runId(), c.destination(), session));
                }
            }
            case Change.Published c -> tables.outbox.published(c);
            case Change.PublicationRefused c -> tables.outbox.refused(c);
        }
    }

    private void judged(Assessment assessment) {
        Feedback feedback = assessment.feedback();
        String runId = assessment.runId();
        if (runId != null && feedback.source().kind() == Source.Kind.LLM_JUDGE && !feedback.failed()) {
            tables.judged(
                    runId,
                    new JudgedBy(
                            feedback.name(),
                            feedback.promptVersion(),
                            feedback.source().id()));
        }
    }

    private void open(Change.SessionOpened change) {
        MemoryRun run = tables.run(change.runId());
        var session = new MemorySession(run, change.key(), change.at());
        if (tables.sessions.putIfAbsent(change.key().sessionId().value(), session) == null) {
            run.sessions.add(session);
            run.cases.putIfAbsent(change.key().index(), change.key().testCase());
        }
    }

    private static void called(MemorySession session, @Nullable MemoryRun run, boolean changed, List<ModelCall> calls) {
        if (changed) {
            session.called(calls);
            if (run != null) {
                run.called(calls);
            }
        }
    }
}
