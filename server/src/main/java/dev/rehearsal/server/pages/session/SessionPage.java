package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.formats.document.Yaml;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.server.pages.text.Ending;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.server.pages.text.Markdown;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import gg.jte.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a session shows, worded; its template only arranges it.
 *
 * @param script the test case's, as YAML; may be empty
 * @param history what was said before the session, a line each; may be empty
 * @param trial empty for the only trial
 * @param persona the test case's own, or what takes its place
 * @param figures what it took: summed over all turns
 * @param spend what its model calls took, by whose calls they were
 * @param waiting a user message without an answer yet, or null
 * @param assessments of the whole session
 * @param takenBack what persons took back
 * @param names of feedback that was given here, for who adds some
 */
record SessionPage(
        String id,
        String runId,
        String experiment,
        String caseId,
        String trial,
        String goal,
        String persona,
        boolean defaultPersona,
        List<String> guidelines,
        List<Fact> context,
        List<Fact> expectations,
        List<Fact> metadata,
        String script,
        String history,
        Ending ending,
        String rationale,
        Moment startedAt,
        List<Fact> figures,
        List<Spent> spend,
        List<TurnView> turns,
        @Nullable Content waiting,
        List<StatementView> assessments,
        List<StatementView> takenBack,
        List<String> names) {
    private static final int LONG = 140;

    /** What the calls of one purpose took. */
    record Spent(String purpose, String calls, String tokens, String cost) {}

    static SessionPage of(Store store, SessionRecord session) {
        SessionRow row = session.row();
        var testCase = session.testCase();
        var assessed = new Assessed(store, session);
        List<TurnView> turns = session.conversation().turns().stream()
                .map(turn -> TurnView.of(session, turn, assessed))
                .toList();
        Message waiting = session.waiting();
        var metadata = new ArrayList<Fact>();
        new TreeMap<>(testCase.tags()).forEach((name, value) -> metadata.add(new Fact(name, value)));
        metadata.addAll(Fact.of(testCase.metadata()));
        return new SessionPage(
                row.sessionId().value(),
                row.runId() == null ? "" : row.runId().value(),
                row.experiment(),
                row.caseId().value(),
                row.trial() == 1 ? "" : "trial " + row.trial(),
                row.goal(),
                testCase.personaOrDefault(),
                testCase.persona() == null,
                testCase.simulationGuidelines(),
                Fact.of(testCase.context()),
                Fact.of(testCase.expectations()),
                metadata,
                testCase.script().isEmpty() ? "" : Yaml.write(testCase.script().toValues()),
                history(testCase.history()),
                Ending.of(row.stopReason()),
                row.stopRationale(),
                Moment.of(row.startedAt()),
                figures(session),
                spend(session),
                turns,
                waiting == null ? null : Markdown.of(waiting.text()),
                assessed.of(0),
                assessed.takenBack(),
                session.assessments().stream()
                        .map(each -> each.feedback().name())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Whether the goal is too long to stand there in large letters. */
    boolean isLong() {
        return goal.length() > LONG;
    }

    private static String history(Conversation history) {
        return history.messages().stream()
                .map(message -> message.role().code() + ": " + message.text())
                .collect(Collectors.joining("\n"));
    }

    private static List<Fact> figures(SessionRecord session) {
        SessionRow row = session.row();
        Duration latency =
                session.conversation().turns().stream().map(Turn::latency).reduce(Duration.ZERO, Duration::plus);
        long answers = session.conversation().turns().stream()
                .mapToLong(turn -> turn.answer().usage().totalTokens())
                .sum();
        var figures = new ArrayList<Fact>();
        figures.add(new Fact("turns", Figures.count(row.turns())));
        if (!latency.isZero()) {
            figures.add(new Fact("agent's latency", Figures.duration(latency)));
        }
        if (!row.duration().isZero()) {
            figures.add(new Fact("took", Figures.duration(row.duration())));
        }
        long tokens = Math.max(row.tokens(), answers);
        if (tokens > 0) {
            figures.add(new Fact("tokens", Figures.count(tokens)));
        }
        if (row.tokens() > 0) {
            figures.add(new Fact("cost", Figures.usd(row.usd())));
        }
        return figures;
    }

    private static List<Spent> spend(SessionRecord session) {
        var spend = new ArrayList<Spent>();
        SessionValues.spend(session.calls())
                .forEach((purpose, spent) -> spend.add(new Spent(
                        Ending.words(purpose.code()),
                        Figures.count(spent.calls()),
                        Figures.count(spent.usage().totalTokens()),
                        Figures.usd(spent.usd()))));
        return spend;
    }
}
