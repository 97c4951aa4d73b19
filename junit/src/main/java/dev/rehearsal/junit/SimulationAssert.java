package dev.rehearsal.junit;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.StopReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a conversation that has taken place; a history that preceded it is not the agent's doing. Texts are looked for in what
 * the agent said, whatever their case. The first message of a failure has the transcript, the stop reason and the verdicts.
 */
public class SimulationAssert extends AbstractAssert<SimulationAssert, Simulation> {
    private @Nullable SoftAssertionsProvider softly;

    /** For AssertJ; begin with {@link RehearsalAssertions#assertThat}. */
    public SimulationAssert(Simulation actual) {
        super(actual, SimulationAssert.class);
    }

    void collectWith(SoftAssertionsProvider provider) {
        softly = provider;
    }

    /** The goal check found the goal achieved. */
    public SimulationAssert achievedGoal() {
        if (!actual.goalAchieved()) {
            fail("the goal was to be achieved, but the session ended as " + SessionText.ended(actual));
        }
        return this;
    }

    /** The session ended for that reason: one of {@link StopReason#CODES}. */
    public SimulationAssert stoppedBecause(String code) {
        StopReason.of(code, "");
        if (!actual.stopReason().code().equals(code)) {
            fail("the session was to end as " + code + ", but it ended as " + SessionText.ended(actual));
        }
        return this;
    }

    /** The script was played to its end, and all its checks held. */
    public SimulationAssert completedScript() {
        if (!(actual.stopReason() instanceof StopReason.ScriptCompleted)) {
            fail("the script was to be completed, but the session ended as " + SessionText.ended(actual));
        }
        return this;
    }

    /** Neither agent nor user nor plumbing failed: the session came to a natural end. */
    public SimulationAssert hasNoFailure() {
        if (actual.stopReason().isFailure()) {
            fail("the session was to come to a natural end, but it ended as " + SessionText.ended(actual));
        }
        return this;
    }

    /** It took that many turns or fewer. */
    public SimulationAssert withinTurns(int most) {
        int turns = actual.conversation().own().size();
        if (turns > most) {
            fail("it was to take " + most + " turns at the most, but it took " + turns);
        }
        return this;
    }

    /** The agent answered in that time or less in every turn. */
    public SimulationAssert answeredWithin(Duration most) {
        for (Turn turn : actual.conversation().own()) {
            if (turn.latency().compareTo(most) > 0) {
                fail("the agent was to answer within " + seconds(most) + ", but it took " + seconds(turn.latency())
                        + " in turn " + turn.number());
            }
        }
        return this;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }

    /** All models of the session together cost less than that, in US dollars. */
    public SimulationAssert costsLessThan(double usd) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<?, Spend> each : actual.spend().entrySet()) {
            BigDecimal cost = each.getValue().usd();
            if (cost == null) {
                fail("it was to cost less than " + usd + " US dollars, but the price of a model is not known");
                return this;
            }
            sum = sum.add(cost);
        }
        if (sum.doubleValue() >= usd) {
            fail("it was to cost less than " + usd + " US dollars, but it cost " + sum.toPlainString());
        }
        return this;
    }

    /** All models of the session together took and gave that many tokens or fewer. */
    public SimulationAssert usesAtMostTokens(long most) {
        long tokens = actual.spend().values().stream()
                .mapToLong(spend -> spend.usage().inputTokens() + spend.usage().outputTokens())
                .sum();
        if (tokens > most) {
            fail("it was to use " + most + " tokens at the most, but it used " + tokens);
        }
        return this;
    }

    /** The agent called that tool. */
    public SimulationAssert calledTool(String name) {
        return check(tools(name).called(Map.of()));
    }

    /** The agent called that tool so many times. */
    public SimulationAssert calledTool(String name, int times) {
        return check(tools(name).called(times));
    }

    /** The agent called that tool with these arguments among others; they are compared as JSON. */
    public SimulationAssert calledToolWith(String name, Map<String, ?> arguments) {
        return check(tools(name).called(arguments));
    }

    /** The agent never called that tool. */
    public SimulationAssert didNotCallTool(String name) {
        return check(tools(name).notCalled());
    }

    /** The agent called these tools in that order; others may lie between them. */
    public SimulationAssert calledToolsInOrder(String... names) {
        return check(tools("").inOrder(List.of(names)));
    }

    private ToolCalls tools(String name) {
        return new ToolCalls(actual, name);
    }

    private SimulationAssert check(String fault) {
        if (!fault.isEmpty()) {
            fail(fault);
        }
        return this;
    }

    /** The agent said that at some time. */
    public SimulationAssert said(String text) {
        return said(containing(text), "'" + text + "'");
    }

    /** The agent said something that the pattern is found in. */
    public SimulationAssert said(Pattern pattern) {
        return said(pattern, "something like /" + pattern + "/");
    }

    private SimulationAssert said(Pattern pattern, String what) {
        if (turnsWith(pattern).isEmpty()) {
            fail("the agent was to say " + what + ", but never did");
        }
        return this;
    }

    /** The agent never said any of these. */
    public SimulationAssert neverSaid(String... texts) {
        for (String text : texts) {
            neverSaid(containing(text), "'" + text + "'");
        }
        return this;
    }

    /** The agent never said anything that the pattern is found in. */
    public SimulationAssert neverSaid(Pattern pattern) {
        return neverSaid(pattern, "anything like /" + pattern + "/");
    }

    private SimulationAssert neverSaid(Pattern pattern, String what) {
        List<Turn> turns = turnsWith(pattern);
        if (!turns.isEmpty()) {
            fail("the agent was never to say " + what + ", but it did in turn "
                    + turns.stream().map(turn -> String.valueOf(turn.number())).collect(Collectors.joining(", ")));
        }
        return this;
    }

    /** The agent said that in the turn of that number, as it stands in the transcript: from 1, after a history from the history's. */
    public SimulationAssert saidInTurn(int turn, String text) {
        if (turn > actual.conversation().size()) {
            fail("the agent was to say '" + text + "' in turn " + turn + ", but there were "
                    + actual.conversation().size());
        } else if (turnsWith(containing(text)).stream().noneMatch(each -> each.number() == turn)) {
            fail("the agent was to say '" + text + "' in turn " + turn + ", but it did not");
        }
        return this;
    }

    private static Pattern containing(String text) {
        return Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private List<Turn> turnsWith(Pattern pattern) {
        return actual.conversation().own().stream()
                .filter(turn -> pattern.matcher(turn.answer().text()).find())
                .toList();
    }

    /**
     * What a scorer says of this session. It judges once; what it finds is kept with the session. A scorer that asks a model takes the
     * test's judge.
     */
    public FindingsAssert scores(Scorer scorer) {
        List<Assessment> found = LiveSession.of(actual)
                .map(live -> AssertedScores.of(live, scorer))
                .orElseGet(() -> AssertedScores.of(actual, scorer));
        return findings(new Findings(actual, scorer.name(), found));
    }

    /** What the run's scorer of that name said of this session. */
    public FindingsAssert scores(String scorer) {
        List<Assessment> found = LiveSession.of(actual)
                .map(live -> AssertedScores.named(live, scorer))
                .orElse(List.of());
        return findings(new Findings(actual, scorer, found));
    }

    private FindingsAssert findings(Findings findings) {
        FindingsAssert findingsAssert = softly == null
                ? new FindingsAssert(findings)
                : softly.proxy(FindingsAssert.class, Findings.class, findings);
        return findingsAssert.goingOnWith(this);
    }

    private void fail(String message) {
        failWithMessage("%s", withSession(message));
    }

    /**
     * The message, with the session after it the first time that something is said about it. AssertJ puts a soft one right after a heading,
     * so that begins with a line of its own.
     */
    String withSession(String message) {
        String shown = (softly == null ? "" : "\n") + Shown.text(message);
        return LiveSession.of(actual).map(LiveSession::show).orElse(true)
                ? shown + "\n\n" + SessionText.of(actual)
                : shown;
    }
}
