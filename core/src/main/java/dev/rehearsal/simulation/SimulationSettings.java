package dev.rehearsal.simulation;

import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** What holds for every conversation of a simulator. */
record SimulationSettings(
        SimulatedUser simulatedUser,
        GoalCheck goalCheck,
        int maxTurns,
        boolean spareMessages,
        Budget sessionBudget,
        Duration agentTimeout,
        long seed,
        Secrets secrets,
        ThreadFactory threads,
        Clock clock) {}
