package dev.rehearsal.faults;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An evaluation that is there to be killed. It says what is written as soon as it knows: {@code began RUN}, {@code turn SESSION NUMBER},
 * {@code done SESSION}, {@code ended STATUS}; and {@code holding} where it stands still between a turn's commit and its acknowledgement.
 */
final class CrashProgram {
    static final int CASES = 12;
    static final int TURNS = 4;

    /** So few that a run takes its time. */
    static final int CONVERSATIONS = 3;

    private static final Pattern ITEM = Pattern.compile("item (\\d+)");
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private CrashProgram() {}

    /** Who answers: a model, which can go on in mid-conversation, or code, which cannot. */
    enum AgentKind {
        MODEL,
        CODE
    }

    /** Arguments: store, base URL, kind of agent, the turn at which to hold (0 for none), and the run to resume, if any. */
    public static void main(String[] args) {
        try (Store store = Store.open(args[0])) {
            ModelSettings settings = ItemTalk.settings(args[1]);
            AgentKind kind = AgentKind.valueOf(args[2]);
            Evaluation evaluation =
                    args.length == 4 ? begin(store, settings, kind) : resume(store, settings, kind, new RunId(args[4]));
            EvaluationResult result =
                    evaluation.listener(new Teller(Integer.parseInt(args[3]))).run();
            say("ended " + result.status());
        }
    }

    static Evaluation begin(Store store, ModelSettings settings, AgentKind kind) {
        RunConfig config = ItemTalk.config(TURNS, "agent").with(Attributes.of("conversations", CONVERSATIONS));
        return switch (kind) {
            case MODEL -> Evaluation.from(config, ItemTalk.cases(CASES), store, settings);
            case CODE -> ofCode(store, settings);
        };
    }

    static Evaluation resume(Store store, ModelSettings settings, AgentKind kind, RunId runId) {
        return switch (kind) {
            case MODEL -> Evaluation.resume(store, runId, settings);
            case CODE -> ofCode(store, settings).resume(runId);
        };
    }

    private static Evaluation ofCode(Store store, ModelSettings settings) {
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(ItemTalk.cases(CASES))
                .userModel("openai:/user")
                .maxTurns(TURNS)
                .conversations(CONVERSATIONS)
                .seed(7)
                .modelSettings(settings)
                .build();
        Agent agent = request -> {
            Thread.sleep(10);
            Matcher item = ITEM.matcher(request.messages().getLast().text());
            return Answer.of("This I know about item " + (item.find() ? item.group(1) : "?") + ". (answer "
                    + request.turn() + ")");
        };
        return Evaluation.of(simulator)
                .agent(agent)
                .store(store)
                .judgeModel("openai:/judge")
                .scorers(new Safety(), new ConversationCompleteness());
    }

    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Teller(AtomicInteger left) implements RunListener {
        Teller(int holdAt) {
            this(new AtomicInteger(holdAt));
        }

        @Override
        public void on(RunEvent event) {
            switch (event) {
                case RunEvent.RunBegan began -> say("began " + began.runId());
                case RunEvent.Simulated(SimulationEvent.TurnCompleted(var key, var turn, var conversation)) -> {
                    if (left.decrementAndGet() == 0) {
                        say("holding");
                        LockSupport.park();
                    }
                    say("turn " + key.sessionId() + " " + turn.number());
                }
                case RunEvent.SessionDone(var sessionId) -> say("done " + sessionId);
                case RunEvent.Simulated other -> {}
                case RunEvent.Scored scored -> {}
                case RunEvent.RunEnded ended -> {}
            }
        }
    }
}
