package dev.rehearsal.benchmarks.local;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.demo.DemoCases;
import dev.rehearsal.demo.OrderDesk;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.Models;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.SimulatorBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One of three runs with a local model, written to standard output as JSON lines. Arguments: {@code order-desk} (three cases, the model as
 * user, agent and judge), {@code airline} (five openings, user only) or {@code role-keeping} (the user against the desk that needs no
 * model); a seed; the model's URI; for airline the file of cases.
 */
public final class LocalModelRuns {
    private static final Set<String> DESK_CASES = Set.of("cancel-unshipped", "late-parcel", "refund-in-time");
    private static final Set<String> AIRLINE_CASES =
            Set.of("airline-000", "airline-002", "airline-004", "airline-006", "airline-008");
    private static final int TURNS = 5;

    private LocalModelRuns() {}

    public static void main(String[] args) {
        Model model = Models.open(args[2]);
        long seed = Long.parseLong(args[1]);
        var lines = new TranscriptLines(System.out);
        switch (args[0]) {
            case "order-desk" -> {
                var simulator = simulator(
                        model,
                        seed,
                        demoCases().stream()
                                .filter(each -> named(each, DESK_CASES))
                                .toList());
                Evaluation.of(simulator.maxTurns(TURNS).build())
                        .agent(OrderDesk.with(model))
                        .scorers(new ConversationCompleteness(), new Safety())
                        .listener(lines)
                        .run();
            }
            case "airline" -> {
                List<TestCase> cases = cases(CaseFiles.read(Path.of(args[3])));
                simulator(
                                model,
                                seed,
                                cases.stream()
                                        .filter(each -> named(each, AIRLINE_CASES))
                                        .toList())
                        .maxTurns(1)
                        .goalCheck(GoalCheck.never())
                        .build()
                        .simulate(request -> Answer.of("-"), lines::on);
            }
            case "role-keeping" ->
                simulator(model, seed, demoCases())
                        .maxTurns(TURNS)
                        .goalCheck(GoalCheck.never())
                        .build()
                        .simulate(OrderDesk.offline(), lines::on);
            default -> throw new IllegalArgumentException("no run '" + args[0] + "'");
        }
    }

    private static SimulatorBuilder simulator(Model model, long seed, List<TestCase> cases) {
        return ConversationSimulator.builder()
                .testCases(TestCases.of(cases))
                .userModel(model)
                .seed(seed)
                .conversations(1);
    }

    private static boolean named(TestCase testCase, Set<String> ids) {
        return ids.contains(testCase.caseId().value());
    }

    private static List<TestCase> demoCases() {
        return cases(CaseFiles.parse("cases.yaml", CaseFormat.YAML, DemoCases.yaml()));
    }

    private static List<TestCase> cases(TestCases all) {
        List<TestCase> cases = new ArrayList<>();
        try (var items = all.open()) {
            items.forEach(item -> {
                if (item instanceof CaseItem.Valid(TestCase testCase)) {
                    cases.add(testCase);
                }
            });
        }
        return cases;
    }
}
