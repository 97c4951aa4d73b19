package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.faults.CrashProgram.AgentKind;
import dev.rehearsal.formats.report.CanonicalExport;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import dev.rehearsal.testkit.ModelRequest;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.Reply;
import dev.rehearsal.testkit.RequestKind;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose process is killed, and resumed: as if nothing had happened. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
    private static final long SEED = 20260301;
    private static final int CASES = CrashProgram.CASES;
    private static final int TURNS = CrashProgram.TURNS;
    private static final int NEVER = 0;

    /** Calls of a conversation: a goal check, the next message, and a judge of each turn and of the session. */
    private static final int AT_ONCE = 4;

    /** Longer than it takes to die. */
    private static final Duration SLOW = Duration.ofMillis(150);

    /** Lines of a whole run: its begin, its turns and its sessions. */
    private static final int LINES = 1 + CASES * TURNS - CASES / 4 + CASES;

    private static String whole = "";
    private static List<Metric> wholeMetrics = List.of();
    private static int wholeRequests;

    @TempDir
    Path folder;

    @BeforeAll
    static void runsUninterrupted() throws IOException {
        try (ModelServer server = server();
                Store store = Store.inMemory()) {
            EvaluationResult result = CrashProgram.begin(store, ItemTalk.settings(server.baseUrl()), AgentKind.MODEL)
                    .run();
            whole = canonical(store, result.runId());
            wholeMetrics = result.metrics();
            wholeRequests = needed(asked(server, 0)).size();
        }
    }

    private static ModelServer server() {
        return ItemTalk.server(TURNS)
                .latency(Duration.ofMillis(15))
                .recording(100_000)
                .start();
    }

    private static String canonical(Store store, RunId runId) throws IOException {
        var text = new StringWriter();
        new CanonicalExport()
                .write(
                        EvaluationResult.stored(
                                store, store.runs().find(runId.value()).orElseThrow()),
                        text);
        return text.toString();
    }

    private String path() {
        return folder.resolve("rehearsal.db").toString();
    }

    private Child child(ModelServer server, AgentKind kind, int holdAt, String... runId) {
        var arguments = new ArrayList<>(List.of(path(), server.baseUrl(), kind.name(), Integer.toString(holdAt)));
        arguments.addAll(List.of(runId));
        return new Child(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void goesOnAfterAKillAtARandomInstant(int instant) throws IOException {
        try (ModelServer server = server();
                Child child = child(server, AgentKind.MODEL, NEVER)) {
            goesOn(server, AgentKind.MODEL, killAtRandom(child, instant, LINES - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16})
    void beginsSessionsAnewWhereTheAgentCannotGoOn(int instant) throws IOException {
        try (ModelServer server = server();
                Child child = child(server, AgentKind.CODE, NEVER)) {
            goesOn(server, AgentKind.CODE, killAtRandom(child, instant, LINES - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19, 20})
    void goesOnAfterAKillDuringItsResume(int instant) throws IOException {
        try (ModelServer server = server();
                Child child = child(server, AgentKind.MODEL, NEVER)) {
            List<String> acknowledged = killAtRandom(child, instant, LINES - 1);
            String runId = acknowledged.isEmpty() ? "" : acknowledged.getFirst().substring("began ".length());
            if (!runId.isEmpty()) {
                try (Child resuming = child(server, AgentKind.MODEL, NEVER, runId)) {
                    acknowledged.addAll(killAtRandom(resuming, 100 + instant, 15));
                }
            }
            goesOn(server, AgentKind.MODEL, acknowledged);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700, 1300})
    void goesOnAfterAKillBeforeItHadBegun(int millis) throws IOException {
        try (ModelServer server = server();
                Child child = child(server, AgentKind.MODEL, NEVER)) {
            child.killAfter(Duration.ofMillis(millis));
            goesOn(server, AgentKind.MODEL, child.acknowledged());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void goesOnAfterAKillBetweenCommitAndAcknowledgement(int turn) throws IOException {
        try (ModelServer server = server();
                Child child = child(server, AgentKind.MODEL, turn)) {
            child.killWhenHolding();
            goesOn(server, AgentKind.MODEL, child.acknowledged());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER 5", "AGENT 1", "AGENT 17", "GOAL_CHECK 9", "JUDGE 2", "JUDGE 30"})
    void goesOnAfterAKillInTheMidstOfACall(String call) throws IOException {
        RequestKind kind = RequestKind.valueOf(call.split(" ")[0]);
        var left = new AtomicInteger(Integer.parseInt(call.split(" ")[1]));
        var child = new AtomicReference<Child>();
        try (ModelServer server = server()) {
            server.reconfigure(change -> change.latency(SLOW).respond(kind, request -> {
                if (left.decrementAndGet() == 0) {
                    child.get().kill();
                    return Reply.hang();
                }
                return reply(kind, request);
            }));
            child.set(child(server, AgentKind.MODEL, NEVER));
            List<String> acknowledged = child.get().acknowledged();
            goesOn(server, AgentKind.MODEL, acknowledged);
        } finally {
            child.get().close();
        }
    }

    /**
     * The server holds all replies from some request on, and once nothing moves any more it knows exactly which calls are in flight: these
     * are asked again, and nothing else but a spare message that waits for its goal check.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 25, 60, 100, 140, 170})
    void asksAgainForWhatWasInFlightAndNothingElse(int answered) throws Exception {
        var left = new AtomicInteger(answered);
        var inFlight = new CopyOnWriteArrayList<Asked>();
        try (ModelServer server = server()) {
            for (RequestKind kind : RequestKind.values()) {
                server.reconfigure(change -> change.respond(kind, request -> {
                    if (left.decrementAndGet() >= 0) {
                        return reply(kind, request);
                    }
                    inFlight.add(Asked.of(request));
                    return Reply.hang();
                }));
            }
            List<String> acknowledged;
            try (Child child = child(server, AgentKind.MODEL, NEVER)) {
                awaitStandstill(server, answered);
                child.kill();
                acknowledged = child.acknowledged();
            }
            List<Asked> before = asked(server, 0);
            for (RequestKind kind : RequestKind.values()) {
                server.reconfigure(change -> change.respond(kind, request -> reply(kind, request)));
            }

            goesOn(server, AgentKind.MODEL, acknowledged);

            List<Asked> after = asked(server, before.size());
            assertThat(before).as("asked before").doesNotHaveDuplicates();
            Set<Asked> again = new HashSet<>(inFlight);
            // a message that was written while its goal check is in flight is kept with it
            inFlight.stream()
                    .filter(call -> call.kind() == RequestKind.GOAL_CHECK)
                    .forEach(call -> again.add(new Asked(RequestKind.USER, call.item(), call.turn() + 1)));
            again.removeIf(call -> call.isSpare(TURNS));
            assertThat(after.stream().filter(before::contains)).isSubsetOf(again);
            assertThat(after).containsAll(needed(inFlight));
            assertThat(needed(before).size() + needed(after).size() - wholeRequests)
                    .isBetween(0, again.size());
        }
    }

    /** Waits until the process has nothing left to do but wait for replies. */
    private static void awaitStandstill(ModelServer server, int answered) throws InterruptedException {
        int known = 0;
        for (int calm = 0; calm < 15 || known <= answered; calm++) {
            Thread.sleep(100);
            int now = server.requests().size();
            calm = now == known ? calm : 0;
            known = now;
        }
    }

    private static List<Asked> asked(ModelServer server, int from) {
        List<ModelRequest> requests = server.requests();
        return requests.subList(from, requests.size()).stream().map(Asked::of).toList();
    }

    private static List<Asked> needed(List<Asked> asked) {
        return asked.stream().filter(each -> !each.isSpare(TURNS)).toList();
    }

    /** @param most of the lines that it may write before */
    private static List<String> killAtRandom(Child child, int instant, int most) {
        var random = new SplittableRandom(SEED + instant);
        int lines = 1 + random.nextInt(most);
        Duration delay = Duration.ofNanos(random.nextLong(30_000_000));
        System.out.println("seed " + (SEED + instant) + ": killed " + delay + " after line " + lines);
        child.killAfter(lines, delay);
        return child.acknowledged();
    }

    /** Resumes what a killed process left, and looks at everything. */
    private void goesOn(ModelServer server, AgentKind kind, List<String> acknowledged) throws IOException {
        List<ModelRequest> before = server.requests();
        try (Store store = Store.open(path())) {
            var settings = ItemTalk.settings(server.baseUrl());
            List<RunRecord> runs = store.runs().list(10);
            assertThat(runs).hasSizeLessThan(2);
            Kept atDeath = runs.isEmpty() || runs.getFirst().cases() == 0
                    ? new Kept(List.of())
                    : Kept.of(store, runs.getFirst().runId());
            Set<String> ended = ended(store, runs);

            EvaluationResult result = (runs.isEmpty() || runs.getFirst().cases() == 0
                            ? CrashProgram.begin(store, settings, kind)
                            : CrashProgram.resume(
                                    store, settings, kind, runs.getFirst().runId()))
                    .run();

            asksForNothingThatWasWritten(server, before, atDeath, kind);
            keepsWhatWasAcknowledged(store, result.runId(), acknowledged);
            assertThat(ended(store, store.runs().list(1))).containsAll(ended);
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(result.counts()).isEqualTo(Map.of("max_turns", 9L, "goal_achieved", 3L));
            assertThat(result.metrics()).isEqualTo(wholeMetrics);
            Kept.of(store, result.runId()).areWhole(CASES);
            assertThat(canonical(store, result.runId())).isEqualTo(whole);
        }
    }

    private static Set<String> ended(Store store, List<RunRecord> runs) {
        Set<String> ended = new HashSet<>();
        runs.forEach(run -> store.sessions().search(SessionQuery.ofRun(run.runId())).stream()
                .filter(row -> row.stopReason() != null)
                .forEach(row -> ended.add(row.sessionId() + " " + row.stopReason())));
        return ended;
    }

    /** What was said to be written is there; a session goes on under its id, or is superseded where its agent cannot go on. */
    private static void keepsWhatWasAcknowledged(Store store, RunId runId, List<String> acknowledged) {
        List<SessionRow> rows = store.sessions().search(SessionQuery.ofRun(runId));
        for (String line : acknowledged) {
            String[] words = line.split(" ");
            if (words[0].equals("turn")) {
                assertThat(rows)
                        .filteredOn(row -> row.sessionId().value().equals(words[1]))
                        .singleElement()
                        .satisfies(row -> assertThat(row.turns()).isGreaterThanOrEqualTo(Integer.parseInt(words[2])));
            } else if (words[0].equals("done")) {
                assertThat(rows)
                        .filteredOn(row -> row.sessionId().value().equals(words[1]))
                        .singleElement()
                        .satisfies(row -> assertThat(row.stopReason()).isIn("max_turns", "goal_achieved"));
            }
        }
    }

    private static void asksForNothingThatWasWritten(
            ModelServer server, List<ModelRequest> before, Kept atDeath, AgentKind kind) {
        Set<Asked> unwritten = new HashSet<>();
        before.stream().map(Asked::of).filter(each -> !each.isIn(atDeath)).forEach(unwritten::add);
        List<Asked> after = server
                .requests()
                .subList(before.size(), server.requests().size())
                .stream()
                .map(Asked::of)
                .filter(each -> !each.isSpare(TURNS))
                .toList();
        long repeated = after.stream().filter(unwritten::contains).count();
        System.out.println(kind + ": " + before.size() + " requests before, " + after.size() + " after, " + repeated
                + " of them again");
        assertThat(after).doesNotHaveDuplicates();
        assertThat(repeated).isLessThanOrEqualTo(CrashProgram.CONVERSATIONS * AT_ONCE);
        if (kind == AgentKind.MODEL) {
            assertThat(after).noneMatch(each -> each.isIn(atDeath));
        }
    }

    private static Reply reply(RequestKind kind, ModelRequest request) {
        return Reply.text(ItemTalk.reply(kind, request, TURNS));
    }
}
