package dev.rehearsal.demo;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.Simulation;
import java.util.List;

/** Lets the offline user play cases with a desk. */
final class Rehearsed {
    static final TestCases CASES = CaseFiles.parse("cases.yaml", CaseFormat.YAML, DemoCases.yaml());

    private Rehearsed() {}

    static List<Simulation> cases(Agent agent, TestCases cases, long seed) {
        return ConversationSimulator.builder()
                .testCases(cases)
                .userModel("offline:/")
                .seed(seed)
                .build()
                .simulate(agent);
    }

    static String transcript(Simulation simulation) {
        return Transcript.withToolCalls(simulation.conversation());
    }

    /** Prints the dialogues, to be read by people. */
    public static void main(String[] arguments) {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        for (Simulation simulation :
                cases(arguments.length > 1 ? OrderDesk.forgetful() : OrderDesk.offline(), CASES, seed)) {
            System.out.println("\n== " + simulation.testCase().caseId() + ": "
                    + simulation.testCase().goal());
            for (Turn turn : simulation.conversation().turns()) {
                System.out.println("  user:  " + turn.user().text());
                turn.answer()
                        .toolCalls()
                        .forEach(call -> System.out.println(
                                "         [" + call.name() + call.arguments() + " -> " + call.result() + "]"));
                System.out.println("  agent: " + turn.answer().text());
            }
            System.out.println("  => " + simulation.stopReason().code() + ": "
                    + simulation.stopReason().rationale() + " ("
                    + simulation.duration().toMillis() + " ms)");
        }
    }
}
