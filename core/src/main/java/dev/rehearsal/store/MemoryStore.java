package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory, for as long as the object lasts. */
final class MemoryStore implements Store {
    private static final Comparator<MemorySession> BY_CASE = Comparator.<MemorySession>comparingLong(
                    session -> session.key.index())
            .thenComparingInt(session -> session.key.trial())
            .thenComparingInt(session -> session.key.attempt());

    private static final Comparator<JudgedBy> BY_SCORER = Comparator.comparing(JudgedBy::scorer)
            .thenComparing(JudgedBy::promptVersion)
            .thenComparing(JudgedBy::model);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MemoryRun> runs = new LinkedHashMap<>();
    private final Map<String, MemorySession> sessions = new LinkedHashMap<>();
    private final MemoryRecordings recordings = new MemoryRecordings(sessions);
    private final Map<String, SortedSet<JudgedBy>> judges = new HashMap<>();
    private final LinkedHashMap<JudgedBy, Calibration> calibrations = new LinkedHashMap<>();
    private final MemoryDatasets.Tables datasets = new MemoryDatasets.Tables();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private @Nullable StoreException failed;
    private boolean closed;

    MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void write(Change change) {
        locked(() -> {
            throwFailure();
            apply(change);
            return true;
        });
    }

    @Override
    public void enqueue(Change change) {
        locked(() -> {
            try {
                apply(change);
            } catch (StoreException e) {
                failed = failed == null ? e : failed;
            }
            return true;
        });
    }

    @Override
    public void flush() {
        locked(() -> {
            throwFailure();
            return true;
        });
    }

    private void throwFailure() {
        StoreException failure = failed;
        failed = null;
        if (failure != null) {
            throw failure;
        }
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Together c -> {
                new MemoryRefusals(id -> runs.containsKey(id.value()), id -> sessions.containsKey(id.value()))
                        .look(c.changes());
                c.changes().forEach(this::apply);
            }
            case Change.RunStarted c -> runs.putIfAbsent(c.runId().value(), new MemoryRun(c));
            case Change.CasesAdded c -> {
                MemoryRun run = run(c.runId());
                for (int i = 0; i < c.testCases().size(); i++) {
                    run.cases.putIfAbsent(c.firstIndex() + i, c.testCases().get(i));
                }
            }
            case Change.DatasetUsed c -> run(c.runId()).uses(c.dataset());
            case Change.RunStatusChanged c -> {
                if (run(c.runId()).status(c)) {
                    outbox.add(c.runId(), null, Unpublished.Kind.RUN, 0, "");
                }
            }
            case Change.SessionOpened c -> open(c);
            case Change.SessionsChosen c -> {
                MemoryRun run = run(c.runId());
                for (int i = 0; i < c.sessions().size(); i++) {
                    MemorySession session = session(c.sessions().get(i));
                    run.choose(c.firstPlace() + i, session);
                    if (session.chosenBy(c.runId())) {
                        outbox.addAll(c.runId(), session);
                    }
                }
            }
            case Change.UserSpoke c -> {
                MemorySession session = session(c.sessionId());
                called(session, session.run, session.userSpoke(c), c.calls());
                recordings.simulated(session, c.turn());
            }
            case Change.TurnCompleted c -> {
                MemorySession session = session(c.sessionId());
                boolean changed = session.turnCompleted(c);
                called(session, session.run, changed, c.calls());
                recordings.simulated(session, c.turn().number());
                if (changed) {
                    outbox.addTurn(session, c.turn().number());
                }
            }
            case Change.GoalChecked c -> {
                MemorySession session = session(c.sessionId());
                called(session, session.run, session.goalChecked(c), c.calls());
            }
            case Change.SessionClosed c -> {
                MemorySession session = session(c.sessionId());
                boolean changed = session.closed(c);
                called(session, session.run, changed, c.calls());
                if (changed) {
                    outbox.addEnd(session);
                }
            }
            case Change.SessionRecorded c -> recordings.recorded(c);
            case Change.TurnRecorded c -> recordings.turnRecorded(c, session(c.sessionId()));
            case Change.SpansAdded c -> {
                MemorySession session = session(c.sessionId());
                if (session.spansAdded(c)) {
                    outbox.addTurn(session, c.turn());
                }
            }
            case Change.QuietSessionsEnded c -> recordings.quietEnded(c);
            case Change.Expected(var expectation) -> {
                MemorySession session = session(expectation.sessionId());
                if (session.expected(expectation)) {
                    outbox.addStatement(session, null, expectation.id());
                }
            }
            case Change.Withdrawn(var withdrawal) -> {
                MemorySession session = session(withdrawal.sessionId());
                if (session.withdrawn(withdrawal)) {
                    outbox.addStatement(session, null, withdrawal.statement());
                }
            }
            case Change.Calibrated c -> {
                calibrations.remove(c.calibration().judge());
                calibrations.put(c.calibration().judge(), c.calibration());
            }
            case Change.Assessed c -> {
                MemorySession session = session(c.sessionId());
                String scoring = c.assessments().isEmpty()
                        ? null
                        : c.assessments().getFirst().runId();
                MemoryRun scorer = scoring == null ? null : runs.get(scoring);
                MemoryRun run = scorer == null ? session.run : scorer;
                c.assessments().forEach(this::judged);
                List<Assessment> given = session.added(c.assessments());
                called(session, run, session.assessed(c), c.calls());
                given.forEach(each -> outbox.addStatement(session, each.runId(), each.id()));
            }
            case Change.PublicationBegan c -> {
                if (outbox.began(c)) {
                    outbox.add(c.runId(), c.destination(), null, Unpublished.Kind.RUN, 0, "");
                    run(c.runId()).scored().forEach(session -> outbox.addAll(c.runId(), c.destination(), session));
                }
            }
            case Change.Published c -> outbox.published(c);
            case Change.PublicationRefused c -> outbox.refused(c);
        }
    }

    private void judged(Assessment assessment) {
        Feedback feedback = assessment.feedback();
        String runId = assessment.runId();
        if (runId != null && feedback.source().kind() == Source.Kind.LLM_JUDGE && !feedback.failed()) {
            judges.computeIfAbsent(runId, id -> new TreeSet<>(BY_SCORER))
                    .add(new JudgedBy(
                            feedback.name(),
                            feedback.promptVersion(),
                            feedback.source().id()));
        }
    }

    private void open(Change.SessionOpened change) {
        MemoryRun run = run(change.runId());
        var session = new MemorySession(run, change.key(), change.at());
        if (sessions.putIfAbsent(change.key().sessionId().value(), session) == null) {
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

    private MemoryRun run(RunId runId) {
        MemoryRun run = runs.get(runId.value());
        if (run == null) {
            throw MemoryRefusals.unknown(runId);
        }
        return run;
    }

    private MemorySession session(SessionId sessionId) {
        MemorySession session = sessions.get(sessionId.value());
        if (session == null) {
            throw MemoryRefusals.unknown(sessionId);
        }
        return session;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store " + location() + " is closed", null);
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** The value of that key, or of the only key that begins so. */
    private static <T> Optional<T> find(Map<String, T> values, String keyOrPrefix) {
        T exact = values.get(keyOrPrefix);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<T> found = values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(keyOrPrefix))
                .map(Map.Entry::getValue)
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    @Override
    public Runs runs() {
        return new MemoryRuns();
    }

    @Override
    public Sessions sessions() {
        return new MemorySessions();
    }

    @Override
    public Deleted delete(Deletion what) {
        return locked(() -> {
            var deletion = new MemoryDeletion(runs, sessions, recordings, outbox, clock.instant());
            Deleted deleted = deletion.delete(what);
            what.runs().forEach(run -> judges.remove(run.value()));
            return deleted;
        });
    }

    @Override
    public Datasets datasets() {
        return new MemoryDatasets(datasets, this::locked, clock, System.getProperty("user.name", ""));
    }

    @Override
    public Outbox outbox() {
        return new Outbox() {
            @Override
            public List<Publication> publications() {
                return locked(outbox::publications);
            }

            @Override
            public List<Unpublished> next(String destination, int sessions) {
                return locked(() -> outbox.next(destination, sessions));
            }

            @Override
            public boolean lease(String destination, String owner, Duration duration) {
                return locked(() -> outbox.lease(destination, owner, duration, clock.instant()));
            }

            @Override
            public void release(String destination, String owner) {
                locked(() -> {
                    outbox.release(destination, owner);
                    return true;
                });
            }
        };
    }

    @Override
    public List<Calibration> calibrations() {
        return locked(() -> List.copyOf(calibrations.sequencedValues()).reversed());
    }

    @Override
    public String location() {
        return "memory:";
    }

    @Override
    public void close() {
        lock.lock();
        closed = true;
        lock.unlock();
    }

    private final class MemoryRuns implements Runs {
        @Override
        public Optional<RunRecord> find(String idOrPrefix) {
            if (idOrPrefix.equals("latest")) {
                return list(1).stream().findFirst();
            }
            return locked(() -> MemoryStore.find(runs, idOrPrefix).map(MemoryRun::asRecord));
        }

        @Override
        public RunPage page(RunQuery query) {
            Comparator<MemoryRun> byStart = Comparator.comparing(run -> run.started.at());
            return locked(() -> {
                List<MemoryRun> fitting = List.copyOf(runs.values()).reversed().stream()
                        .sorted(byStart.reversed())
                        .filter(run -> run.fits(query))
                        .toList();
                List<String> ids =
                        fitting.stream().map(run -> run.started.runId().value()).toList();
                Cursor after = query.after();
                int from = after == null
                        ? 0
                        : ids.indexOf(after.checked(RunQuery.LIST, 1).values().getFirst()) + 1;
                int to = (int) Math.min(fitting.size(), (long) from + query.limit());
                return new RunPage(
                        fitting.subList(from, to).stream()
                                .map(MemoryRun::asRecord)
                                .toList(),
                        to == fitting.size() ? null : new Cursor(RunQuery.LIST, List.of(ids.get(to - 1))));
            });
        }

        @Override
        public List<ExperimentRow> experiments() {
            return locked(() -> MemoryExperiments.of(runs.values(), sessions.values()));
        }

        @Override
        public List<RunRecord> scoringsOf(RunId runId) {
            return locked(() -> {
                MemoryRun scored = run(runId);
                return runs.values().stream()
                        .filter(run -> run != scored
                                && run.chosen.values().stream().anyMatch(session -> session.run == scored))
                        .sorted(Comparator.comparing(run -> run.started.at()))
                        .map(MemoryRun::asRecord)
                        .toList();
            });
        }

        @Override
        public Stream<TestCase> cases(RunId runId) {
            return locked(() -> List.copyOf(run(runId).cases.values()).stream());
        }

        @Override
        public boolean lease(RunId runId, String owner, Duration duration) {
            return locked(() -> run(runId).lease(owner, duration, clock.instant()));
        }

        @Override
        public void release(RunId runId, String owner) {
            locked(() -> {
                run(runId).release(owner);
                return true;
            });
        }

        @Override
        public Optional<String> holder(RunId runId) {
            return locked(() -> run(runId).holder(clock.instant()));
        }

        @Override
        public Map<Purpose, Spend> spend(RunId runId) {
            return locked(() -> run(runId).spend());
        }

        @Override
        public Optional<DatasetVersionUsed> dataset(RunId runId) {
            return locked(() -> run(runId).dataset());
        }

        @Override
        public long deletedSessions(RunId runId) {
            return locked(() -> run(runId).deletedSessions);
        }

        @Override
        public List<JudgedBy> judges(RunId runId) {
            return locked(() -> List.copyOf(judges.getOrDefault(runId.value(), new TreeSet<>(BY_SCORER))));
        }
    }

    private final class MemorySessions implements Sessions {
        @Override
        public Optional<SessionRecord> find(String idOrPrefix) {
            return locked(() -> MemoryStore.find(sessions, idOrPrefix).map(MemorySession::asRecord));
        }

        @Override
        public Optional<SessionRecord> get(SessionId sessionId) {
            return locked(
                    () -> Optional.ofNullable(sessions.get(sessionId.value())).map(MemorySession::asRecord));
        }

        @Override
        public SessionPage page(SessionQuery query) {
            return locked(() -> new MemorySearch(sessions.values()).page(query));
        }

        @Override
        public OptionalLong count(SessionQuery query, long most) {
            return query.text() != null && !SearchWords.of(query.text()).isEmpty()
                    ? OptionalLong.empty()
                    : locked(() -> OptionalLong.of(new MemorySearch(sessions.values()).count(query, most)));
        }

        @Override
        public Optional<Cursor> place(SessionId sessionId, SessionOrder order) {
            return locked(() -> Optional.ofNullable(sessions.get(sessionId.value()))
                    .flatMap(session -> MemorySearch.cursor(session, order)));
        }

        @Override
        public Map<SessionId, Glimpse> glimpses(Collection<SessionId> ids) {
            return locked(() -> {
                var glimpses = new LinkedHashMap<SessionId, Glimpse>();
                for (SessionId id : ids) {
                    MemorySession session = sessions.get(id.value());
                    if (session != null) {
                        glimpses.put(id, session.glimpse());
                    }
                }
                return glimpses;
            });
        }

        @Override
        public Stream<SessionRecord> ofRun(RunId runId) {
            List<MemorySession> counted = locked(() -> {
                MemoryRun run = run(runId);
                Stream<MemorySession> each = run.scored().stream().filter(MemorySession::isCounted);
                return (run.chosen.isEmpty() ? each.sorted(BY_CASE) : each).toList();
            });
            return counted.stream().map(session -> locked(session::asRecord));
        }

        @Override
        public Map<TraceId, TracedTurn> traced(Collection<TraceId> traces) {
            return locked(() -> recordings.traced(traces));
        }
    }
}
