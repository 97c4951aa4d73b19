package dev.rehearsal.simulation;

import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs one conversation to its stop reason. */
final class ConversationRunner {
    /** The simulated user goes on by itself until the conversation ends. */
    private static final Script UNTIL_IT_ENDS = Script.of(ScriptStep.proceed());

    private final AgentCall agent;
    private final SimulationKey key;
    private final Teller teller;
    private final Cancellation cancellation;
    private final Dialogue dialogue;
    private final Instant startedAt;
    private final long started = System.nanoTime();

    ConversationRunner(
            SimulationSettings settings,
            AgentCall agent,
            SimulationStart start,
            Ledger runLedger,
            Deadline runDeadline,
            SimulationListener listener,
            Cancellation cancellation) {
        this.agent = agent;
        this.key = start.key();
        this.teller = new Teller(start, listener, cancellation);
        this.cancellation = cancellation;
        this.startedAt = settings.clock().instant();
        Spend before = start.spend().values().stream().reduce(Spend.NONE, Spend::plus);
        Ledger ledger = runLedger.ofSession(settings.sessionBudget(), before);
        CallScope calls = CallScope.of(key.testCase().caseId().value(), key.trial(), ledger, teller::made);
        this.dialogue = new Dialogue(settings, agent, start, runDeadline, teller, cancellation, calls);
    }

    Simulation run(SimulationStart start) {
        cancellation.enter();
        try {
            teller.tell(new SimulationEvent.SessionStarted(key, startedAt));
            StopReason reason;
            try {
                StopReason unready = agent.begin(key, dialogue.timeLeft());
                reason = unready == null ? converse(start) : unready;
            } catch (InterruptedException e) {
                reason = new StopReason.Cancelled("the run was stopped");
            }
            Thread.interrupted(); // what ends the session has to reach the listeners
            var simulation = new Simulation(
                    key,
                    dialogue.conversation(),
                    reason,
                    dialogue.verdicts(),
                    startedAt,
                    Duration.ofNanos(System.nanoTime() - started),
                    teller.spend());
            teller.tell(new SimulationEvent.SessionEnded(key, simulation));
            return simulation;
        } finally {
            try {
                agent.end(key, dialogue.settings().agentTimeout());
            } finally {
                cancellation.leave();
            }
        }
    }

    private StopReason converse(SimulationStart start) throws InterruptedException {
        Script script = start.script();
        return script.isEmpty()
                ? new ScriptPlay(UNTIL_IT_ENDS, dialogue, List.of()).play()
                : new ScriptPlay(script, dialogue, start.checks()).play();
    }
}
