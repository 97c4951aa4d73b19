package consumer;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.Store;

/** Rehearses one conversation with an agent of three lines, without any model, and keeps it in a file. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) {
        var simulator = ConversationSimulator.builder()
                .testCases(TestCase.of("Find out when order A-1001 arrives"))
                .maxTurns(3)
                .userModel("offline:/")
                .build();
        Agent agent = request -> Answer.of("Order A-1001 arrives on Friday.");
        try (Store store = Store.open("consumer.db")) {
            EvaluationResult result =
                    Evaluation.of(simulator).agent(agent).store(store).run();
            System.out.println(result.counts());
        }
    }
}
