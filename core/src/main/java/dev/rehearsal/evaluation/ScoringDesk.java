package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.ModelJudge;
import dev.rehearsal.scoring.NoJudge;
import dev.rehearsal.scoring.RepeatedFeedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets scorers judge: those of turns as soon as a turn is there, those of sessions as soon as a session has ended. */
final class ScoringDesk {
    /** How long a scorer that is interrupted may take to notice. */
    private static final Duration LETTING_GO = Duration.ofSeconds(2);

    private final RunSetup setup;
    private final RunId runId;
    private final Ledger ledger;
    private final Tallies tallies;
    private final List<TurnScorer> turnScorers;
    private final List<SessionScorer> sessionScorers;
    private final @Nullable ModelClient judge;
    private final Map<SessionId, List<Assessment>> held = new ConcurrentHashMap<>();
    private final Map<SessionId, List<Thread>> underWay = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    ScoringDesk(RunSetup setup, RunId runId, Ledger ledger, Tallies tallies) {
        this.setup = setup;
        this.runId = runId;
        this.ledger = ledger;
        this.tallies = tallies;
        this.turnScorers = setup.panel().scorers().stream()
                .filter(TurnScorer.class::isInstance)
                .map(TurnScorer.class::cast)
                .toList();
        this.sessionScorers = setup.panel().scorers().stream()
                .filter(SessionScorer.class::isInstance)
                .map(SessionScorer.class::cast)
                .toList();
        this.judge = setup.panel().judge();
    }

    /** From now on, what is found of that session without asking a model is kept all at once, when the session has been judged. */
    void hold(SessionId session) {
        held.put(session, new ArrayList<>());
    }

    /** Judges a turn, beside the conversation. */
    void turn(SimulationKey key, Turn turn, Conversation conversation, Set<String> known) {
        if (turn.failure() != null) {
            return;
        }
        for (TurnScorer scorer : turnScorers) {
            if (!known.contains(id(key.sessionId(), turn.number(), scorer, 0))) {
                begin(key, () -> scoreTurn(key, turn, conversation, scorer));
            }
        }
    }

    /**
     * Judges a session and waits for all its scorers, those of its turns too.
     *
     * @throws InterruptedException if this thread is interrupted; scorers under way are interrupted then, and what they judge counts as not
     *     judged yet
     * @throws RuntimeException if what came of a scorer could not be kept or told
     */
    void session(SimulationKey key, Conversation conversation, StopReason reason, Set<String> known)
            throws InterruptedException {
        if (!(reason instanceof StopReason.Cancelled)) {
            for (SessionScorer scorer : sessionScorers) {
                if (!known.contains(id(key.sessionId(), 0, scorer, 0))) {
                    begin(key, () -> scoreSession(key, conversation, reason, scorer));
                }
            }
        }
        List<Thread> threads = underWay.remove(key.sessionId());
        try {
            if (threads != null) {
                join(threads);
            }
        } finally {
            keepHeld(key.sessionId());
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void join(List<Thread> threads) throws InterruptedException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            interrupt(threads);
            throw e;
        }
    }

    /** Scorers that are still under way are interrupted: the run has failed and nothing can be kept any more. */
    void abandon() {
        try {
            interrupt(underWay.values().stream().flatMap(List::stream).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interrupt(List<Thread> threads) throws InterruptedException {
        stopped = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(LETTING_GO);
        }
    }

    private void begin(SimulationKey key, Runnable scoring) {
        Thread thread = Thread.ofVirtual().name("scorer").unstarted(() -> {
            try {
                scoring.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        });
        underWay.computeIfAbsent(key.sessionId(), id -> new ArrayList<>()).add(thread);
        thread.start();
    }

    private void scoreTurn(SimulationKey key, Turn turn, Conversation conversation, TurnScorer scorer) {
        List<ModelCall> calls = new ArrayList<>();
        List<Feedback> feedbacks = ask(
                key,
                scorer,
                repeat -> scorer.score(new TurnToScore(
                        key.testCase(),
                        key.sessionId(),
                        turn,
                        conversation,
                        judge(key.testCase(), key.trial(), turn.number(), repeat, calls))));
        keep(key, turn.number(), scorer, feedbacks, calls);
    }

    private void scoreSession(SimulationKey key, Conversation conversation, StopReason reason, SessionScorer scorer) {
        List<ModelCall> calls = new ArrayList<>();
        List<Feedback> feedbacks;
        if (!scorer.judgesFailedSessions() && conversation.turns().stream().noneMatch(turn -> turn.failure() == null)) {
            feedbacks = List.of(Feedback.failed(
                    scorer.name(),
                    source(scorer),
                    "the session has no turn that could be judged (" + reason.code() + ": " + reason.rationale()
                            + ")"));
        } else {
            feedbacks = ask(
                    key,
                    scorer,
                    repeat -> scorer.score(new SessionToScore(
                            key.testCase(),
                            key.sessionId(),
                            conversation,
                            reason,
                            judge(key.testCase(), key.trial(), 0, repeat, calls))));
        }
        keep(key, 0, scorer, feedbacks, calls);
    }

    /** What a scorer says, asked as often as a judge is to be asked. */
    private interface Asking {
        List<Feedback> ask(int repeat) throws Exception;
    }

    private List<Feedback> ask(SimulationKey key, Scorer scorer, Asking asking) {
        int times = asksModel(scorer) ? setup.panel().judgeRepeats() : 1;
        var askings = new ArrayList<List<Feedback>>();
        for (int repeat = 0; repeat < times; repeat++) {
            try {
                askings.add(asking.ask(repeat));
            } catch (Throwable e) {
                if (stopped) {
                    return List.of();
                }
                askings.add(List.of(failed(scorer, e)));
            }
        }
        List<Feedback> feedbacks = RepeatedFeedback.of(askings);
        if (feedbacks.isEmpty()) {
            tallies.silent(Seat.of(key), scorer.name());
        }
        return feedbacks;
    }

    private void keep(SimulationKey key, int turn, Scorer scorer, List<Feedback> feedbacks, List<ModelCall> calls) {
        var assessments = new ArrayList<Assessment>();
        for (Feedback feedback : feedbacks) {
            String id = id(key.sessionId(), turn, scorer, assessments.size());
            assessments.add(new Assessment(
                    id,
                    key.sessionId(),
                    runId.value(),
                    turn,
                    feedback,
                    setup.clock().instant(),
                    null));
            tallies.add(Seat.of(key), feedback);
        }
        List<ModelCall> made;
        synchronized (calls) {
            made = List.copyOf(calls);
        }
        tallies.add(made);
        List<Assessment> later = held.get(key.sessionId());
        if (later != null && made.isEmpty()) {
            synchronized (later) {
                later.addAll(assessments);
            }
            return;
        }
        if (!assessments.isEmpty() || !made.isEmpty()) {
            setup.store().enqueue(new Change.Assessed(key.sessionId(), assessments, made));
        }
        setup.listener().on(new RunEvent.Scored(key.sessionId(), assessments));
    }

    private void keepHeld(SessionId session) {
        List<Assessment> assessments = held.remove(session);
        if (assessments == null) {
            return;
        }
        List<Assessment> inOrder;
        synchronized (assessments) {
            inOrder = assessments.stream()
                    .sorted(Comparator.comparingInt(each -> each.turn() == 0 ? Integer.MAX_VALUE : each.turn()))
                    .toList();
        }
        if (!inOrder.isEmpty()) {
            setup.store().enqueue(new Change.Assessed(session, inOrder, List.of()));
            setup.listener().on(new RunEvent.Scored(session, inOrder));
        }
    }

    private String id(SessionId session, int turn, Scorer scorer, int number) {
        return AssessmentIds.of(runId, session, turn, scorer.name(), number);
    }

    private Feedback failed(Scorer scorer, Throwable e) {
        String message = e instanceof RuntimeException && e.getMessage() != null ? e.getMessage() : e.toString();
        return Feedback.failed(
                scorer.name(), source(scorer), setup.models().secrets().hide(message));
    }

    private Source source(Scorer scorer) {
        if (!scorer.models().isEmpty()) {
            return Source.judge(String.join(", ", new TreeSet<>(scorer.models())));
        }
        return scorer.needsJudge() && judge != null ? Source.judge(judge.name()) : Source.code(scorer.name());
    }

    private static boolean asksModel(Scorer scorer) {
        return scorer.needsJudge() || !scorer.models().isEmpty();
    }

    private Judge judge(TestCase testCase, int trial, int turn, int repeat, List<ModelCall> calls) {
        CallScope scope = CallScope.of(testCase.caseId().value(), trial, ledger, call -> {
                    synchronized (calls) {
                        calls.add(call);
                    }
                })
                .atTurn(turn);
        ModelParameters parameters = setup.panel().judgeParameters();
        Function<String, ModelClient> others = setup.models()::of;
        return judge == null
                ? new NoJudge(uri -> new ModelJudge(others.apply(uri), parameters, scope, repeat, others, "@" + uri))
                : new ModelJudge(judge, parameters, scope, repeat, others, "");
    }
}
