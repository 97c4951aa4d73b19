package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.StopReason;
import java.util.List;
import java.util.Optional;

/**
 * Whose fault it is that a session did not reach its goal: {@code agent}, {@code simulated_user}, {@code judge} or {@code plumbing}; the
 * rationale begins with the turn. Nothing is said of sessions that took place elsewhere, as nobody knows whether they reached a goal. What the stop reason tells alone (something broke, or a budget was spent) is decided without a model.
 *
 * <p>Beside it stand {@code goal_achieved} for every session, and {@code goal_achieved_fair}, which leaves out the sessions whose failure is
 * not the agent's: their means are the pass rates with and without those failures.
 */
public final class Blame implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "blame";

    static final ScorerKind KIND = new ScorerKind(
            NAME,
            ScorerKind.Level.SESSION,
            "agent, simulated_user, judge, plumbing; beside it goal_achieved and goal_achieved_fair: yes, no",
            List.of(Need.judgeModel()),
            "Who is at fault where a session did not reach its goal, with the turn and the reason.",
            List.of(),
            options -> new Blame());

    /** Whether the goal was reached, of every session. */
    public static final String GOAL_ACHIEVED = "goal_achieved";

    /** The same without the sessions whose failure is not the agent's. */
    public static final String GOAL_ACHIEVED_FAIR = "goal_achieved_fair";

    static final String AGENT = "agent";
    static final String SIMULATED_USER = "simulated_user";
    static final String JUDGE = "judge";
    static final String PLUMBING = "plumbing";

    /** Who may be at fault. */
    public static final List<String> PARTIES = List.of(AGENT, SIMULATED_USER, JUDGE, PLUMBING);

    private static final String VERSION = "1";
    private static final List<BlameQuestion.Party> ASKED = List.of(
            new BlameQuestion.Party(
                    AGENT, "the assistant under test, \"agent\" in the record: it is there to bring the goal about"),
            new BlameQuestion.Party(
                    SIMULATED_USER,
                    "plays the person, \"user\" in the record: at fault if it forgot or changed its wish, made facts up,"
                            + " spoke as the assistant would, or left although it was being helped"),
            new BlameQuestion.Party(
                    JUDGE,
                    "decides whether the goal is achieved: at fault if the record shows that the goal was achieved after all"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(ScorerSpec.of(name()));
    }

    @Override
    public List<Need> needs() {
        return KIND.needs();
    }

    @Override
    public boolean judgesFailedSessions() {
        return true;
    }

    @Override
    public List<Feedback> score(SessionToScore session) {
        StopReason reason = session.stopReason();
        if (reason instanceof StopReason.Recorded) {
            return List.of();
        }
        Verdict verdict = switch (reason) {
            case StopReason.Recorded r -> null;
            case StopReason.GoalAchieved r -> null;
            case StopReason.ScriptCompleted r -> null;
            case StopReason.AgentFailed r -> byStopReason(session, AGENT);
            case StopReason.EmptyAnswer r -> byStopReason(session, AGENT);
            case StopReason.UserFailed r -> byStopReason(session, PLUMBING);
            case StopReason.Timeout r -> byStopReason(session, PLUMBING);
            case StopReason.BudgetSpent r -> byStopReason(session, PLUMBING);
            case StopReason.Cancelled r -> byStopReason(session, PLUMBING);
            case StopReason.Interrupted r -> byStopReason(session, PLUMBING);
            case StopReason.MaxTurns r -> asked(session);
            case StopReason.UserGaveUp r -> asked(session);
            case StopReason.Stalled r -> asked(session);
            case StopReason.ScriptFailed r -> asked(session);
        };
        if (verdict == null) {
            return List.of(
                    Feedback.yesNo(GOAL_ACHIEVED, true, reason.code()),
                    Feedback.yesNo(GOAL_ACHIEVED_FAIR, true, reason.code()));
        }
        Feedback blame = verdict.feedback();
        Feedback missed = Feedback.yesNo(GOAL_ACHIEVED, false, reason.code());
        return verdict.party().equals(AGENT)
                ? List.of(blame, missed, Feedback.yesNo(GOAL_ACHIEVED_FAIR, false, reason.code()))
                : List.of(blame, missed);
    }

    private record Verdict(String party, Feedback feedback) {}

    private static Verdict byStopReason(SessionToScore session, String party) {
        StopReason reason = session.stopReason();
        int turn = Math.max(1, session.conversation().size());
        String why = rationale(turn, reason.code() + (reason.rationale().isBlank() ? "" : ": " + reason.rationale()));
        return new Verdict(
                party,
                new Feedback(
                        NAME,
                        new FeedbackValue.Category(party),
                        why,
                        Source.code(NAME),
                        VERSION,
                        "",
                        Usage.NONE,
                        null));
    }

    private static Verdict asked(SessionToScore session) {
        BlameQuestion.Answer answer = BlameQuestion.ask(
                session.judge(),
                NAME,
                session.testCase().goal(),
                Transcript.withToolCalls(session.conversation()),
                session.stopReason().code() + ": " + session.stopReason().rationale(),
                ASKED);
        int last = session.conversation().last().map(Turn::number).orElse(1);
        int turn = Math.clamp(answer.turn(), 1, last);
        String rationale = answer.turn() == turn
                ? answer.rationale()
                : answer.rationale() + " (the judge said turn " + answer.turn() + ", which there is not)";
        return new Verdict(
                answer.party(),
                new Feedback(
                        NAME,
                        new FeedbackValue.Category(answer.party()),
                        rationale(turn, rationale),
                        Source.judge(session.judge().model()),
                        VERSION,
                        answer.promptVersion(),
                        answer.usage(),
                        null));
    }

    private static String rationale(int turn, String why) {
        return "turn " + turn + ": " + why;
    }
}
