package dev.rehearsal.mlflow;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.Publication;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.Unpublished;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the outbox has for one server there, round by round. What the server cannot take now stays; after a failure it is left alone for
 * a while that grows, or for as long as it asks. Used by one thread at a time.
 */
final class Courier {
    private static final int SESSIONS = 20;
    private static final int MOST_TRIES = 3;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Store store;
    private final Rest rest;
    private final Experiments experiments;
    private final Traces traces;
    private final CasesUsed cases;
    private final Clock clock;
    private final String owner;
    private final Map<RunId, Target> targets = new HashMap<>();
    private final Map<String, Integer> brokenAt = new HashMap<>();
    private Instant notBefore = Instant.MIN;
    private int failures;
    private @Nullable MlflowException last;

    /** What came of a round. */
    enum Outcome {
        /** Something was published, or put aside; there may be more. */
        PUBLISHED,
        /** There is nothing to publish. */
        NOTHING,
        /** The server is to be left alone until {@link #notBefore}. */
        WAITING,
        /** Another process publishes to it. */
        BUSY,
        /** The server refuses everything: somebody has to do something. */
        REFUSED
    }

    /** A run at the server. */
    private record Target(String experimentId, String id, String experiment) {}

    Courier(Store store, Rest rest, Clock clock, String owner, int inFlight) {
        this.store = store;
        this.rest = rest;
        this.experiments = new Experiments(rest);
        this.traces = new Traces(rest, inFlight);
        this.cases = new CasesUsed(store, rest);
        this.clock = clock;
        this.owner = owner;
    }

    Outcome round() {
        if (clock.instant().isBefore(notBefore)) {
            return Outcome.WAITING;
        }
        String destination = rest.server().name();
        if (store.outbox().next(destination, 1).isEmpty()) {
            return Outcome.NOTHING;
        }
        if (!store.outbox().lease(destination, owner, LEASE)) {
            notBefore = clock.instant().plus(FIRST_PAUSE);
            return Outcome.BUSY;
        }
        try {
            var byRun = new LinkedHashMap<RunId, List<Unpublished>>();
            store.outbox()
                    .next(destination, SESSIONS)
                    .forEach(each -> byRun.computeIfAbsent(each.runId(), none -> new ArrayList<>())
                            .add(each));
            byRun.forEach(this::publish);
            failures = 0;
            last = null;
            return Outcome.PUBLISHED;
        } catch (MlflowException.Refused e) {
            // somebody may set it right at the server; nobody is locked out there for trying too often
            last = e;
            notBefore = clock.instant().plus(LONGEST_PAUSE);
            return Outcome.REFUSED;
        } catch (MlflowException.Unavailable e) {
            last = e;
            notBefore = clock.instant().plus(pause(e));
            failures++;
            return Outcome.WAITING;
        }
    }

    private Duration pause(MlflowException.Unavailable e) {
        Duration asked = e.retryAfter();
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 6));
        Duration own = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        return asked == null || asked.compareTo(own) < 0 ? own : asked;
    }

    private void publish(RunId runId, List<Unpublished> unpublished) {
        Optional<RunRecord> run = store.runs().find(runId.value());
        if (run.isEmpty()) {
            unpublished.forEach(this::isPublished);
            return;
        }
        try {
            Target target = target(run.get());
            var onServer = new RunOnServer(rest, target.experimentId, run.get());
            sessions(unpublished, target, onServer);
            for (Unpublished each : unpublished) {
                if (each.sessionId() == null) {
                    onServer.begin(target.id);
                    if (onServer.hasEnded()) {
                        onServer.finish(target.id, cases.of(runId));
                    }
                    isPublished(each);
                }
            }
        } catch (MlflowException.Refused e) {
            if (e.concernsAll()) {
                throw e;
            }
            targets.remove(runId);
            unpublished.forEach(each -> isRefused(each, e));
        }
    }

    private Target target(RunRecord run) {
        Target known = targets.get(run.runId());
        if (known != null) {
            return known;
        }
        String experiment = store.outbox().publications(rest.server().name()).stream()
                .filter(each -> each.runId().equals(run.runId()))
                .map(Publication::experiment)
                .findFirst()
                .orElse(run.experiment());
        String experimentId = experiments.id(experiment);
        var onServer = new RunOnServer(rest, experimentId, run);
        var target = new Target(experimentId, onServer.id(), experiment);
        onServer.begin(target.id);
        targets.put(run.runId(), target);
        return target;
    }

    private void sessions(List<Unpublished> unpublished, Target target, RunOnServer onServer) {
        var portions = new ArrayList<Portion>();
        for (Unpublished each : unpublished) {
            if (each.sessionId() != null) {
                store.sessions()
                        .get(each.sessionId())
                        .ifPresentOrElse(
                                session -> portions.add(Portion.of(
                                        session, each, target.id, rest.server().name())),
                                () -> isPublished(each));
            }
        }
        if (portions.isEmpty()) {
            return;
        }
        Map<Portion, MlflowException> failed = traces.publish(portions, target.experimentId, target.id);
        List<Portion> done =
                portions.stream().filter(each -> !failed.containsKey(each)).toList();
        List<String> traces = portions.stream()
                .filter(each -> done.contains(each) || !each.done().isEmpty())
                .flatMap(each -> each.ids().stream())
                .toList();
        if (!traces.isEmpty()) {
            onServer.link(target.id, traces);
        }
        done.forEach(each -> isPublished(each.unpublished()));
        failed.keySet().forEach(each -> store.write(new Change.Published(List.copyOf(each.done()))));
        MlflowException.Unavailable wait = null;
        for (var each : failed.entrySet()) {
            Unpublished session = each.getKey().unpublished();
            switch (each.getValue()) {
                case MlflowException.Refused refused when refused.concernsAll() -> throw refused;
                case MlflowException.Refused refused -> isRefused(session, refused);
                case MlflowException.Unavailable away -> {
                    // a server that breaks at this session alone would hold up all that come after it
                    boolean alone = away.status() == 500 && !done.isEmpty();
                    if (alone && brokenAt.merge(String.valueOf(session.sessionId()), 1, Integer::sum) >= MOST_TRIES) {
                        isRefused(session, away);
                    } else {
                        wait = away;
                    }
                }
            }
        }
        if (wait != null) {
            throw wait;
        }
    }

    private void isPublished(Unpublished unpublished) {
        store.write(new Change.Published(unpublished.parts()));
    }

    private void isRefused(Unpublished unpublished, MlflowException e) {
        last = e;
        store.write(new Change.PublicationRefused(unpublished.parts(), String.valueOf(e.getMessage())));
    }

    /** When the server may be asked again. */
    Instant notBefore() {
        return notBefore;
    }

    /** Why the last round did not publish. */
    Optional<MlflowException> last() {
        return Optional.ofNullable(last);
    }

    /** Where a person can look at a run, if it is there. */
    Optional<String> address(RunId runId) {
        return Optional.ofNullable(targets.get(runId))
                .map(target -> rest.server().workspace()
                        ? rest.server().name() + "/ml/experiments/" + target.experimentId + "/runs/" + target.id
                        : rest.server().name() + "/#/experiments/" + target.experimentId
                                + "/evaluation-runs?selectedRunUuid=" + target.id);
    }

    void release() {
        store.outbox().release(rest.server().name(), owner);
    }
}
