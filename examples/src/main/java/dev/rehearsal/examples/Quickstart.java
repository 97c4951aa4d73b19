package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.model.Model;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import java.util.List;

/** The quickstart of the README; a test holds the two together. */
public final class Quickstart {
    private Quickstart() {}

    /** Any chat agent. */
    @FunctionalInterface
    public interface Bot {
        String reply(List<Message> messages);
    }

    /** Runs it; the README names a model by URI where this takes one as an object. */
    public static EvaluationResult run(Bot bot, Model userModel) {
        // README
        var simulator = ConversationSimulator.builder()
                .testCases(
                        TestCase.of("Successfully configure experiment tracking"),
                        TestCase.builder()
                                .goal("Identify and fix a model deployment error")
                                .persona(
                                        "You are a frustrated data scientist who has been stuck on this issue for hours")
                                .build())
                .maxTurns(5)
                .userModel(userModel)
                .build();
        Agent agent = request -> Answer.of(bot.reply(request.messages()));
        EvaluationResult result = Evaluation.of(simulator)
                .agent(agent)
                .scorers(new ConversationCompleteness(), new Safety())
                .run();
        // end
        return result;
    }
}
