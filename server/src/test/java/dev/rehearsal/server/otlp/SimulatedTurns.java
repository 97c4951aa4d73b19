package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.model.TraceHeaders;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Simulates a session of two turns with an agent behind HTTP that is told of the turn. */
final class SimulatedTurns {
    private SimulatedTurns() {}

    static void of(URI agent, Store store) {
        Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCase.of("Buy a blue kettle"))
                        .maxTurns(2)
                        .simulatedUser(request -> UserReply.of("message " + request.turn()))
                        .goalCheck(GoalCheck.never())
                        .build())
                .agent(request -> ask(agent, request))
                .store(store)
                .run();
    }

    private static Answer ask(URI agent, AgentRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var asking = HttpRequest.newBuilder(agent)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            request.messages().getLast().text()));
            TraceHeaders.current().forEach(asking::header);
            return Answer.of(client.send(asking.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    /** The only session that there is. */
    static SessionRecord only(Store store) {
        var rows = store.sessions().search(SessionQuery.newest(9).withInterrupted(true));
        if (rows.size() != 1) {
            throw new AssertionError("expected one session, found: " + rows);
        }
        return store.sessions().get(rows.getFirst().sessionId()).orElseThrow();
    }
}
