package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code POST /v1/chat/completions}: decides what becomes of a request, and does it. */
final class ChatCompletions {

    /** What is done, and how it is counted where the client stays. */
    private record Plan(Duration delay, Reply reply, Outcome outcome) {
        static Plan of(Duration delay, Reply reply) {
            return switch (reply) {
                case Reply.Delayed delayed -> of(delay.plus(delayed.delay()), delayed.reply());
                case Reply.Message message -> new Plan(delay, message, Outcome.OK);
                case Reply.Failure failure -> new Plan(delay, failure, Outcome.ofStatus(failure.status()));
                case Reply.Raw raw -> new Plan(delay, raw, Outcome.ofStatus(raw.status()));
                case Reply.Reset reset -> new Plan(delay, reset, Outcome.RESET);
                case Reply.Hang hang -> new Plan(delay, hang, Outcome.HUNG);
            };
        }
    }

    private final Supplier<Behaviour> behaviours;
    private final Supplier<Tally> tallies;
    private final Recording recording;

    ChatCompletions(Supplier<Behaviour> behaviours, Supplier<Tally> tallies, Recording recording) {
        this.behaviours = behaviours;
        this.tallies = tallies;
        this.recording = recording;
    }

    void serve(WireRequest wire, Connection connection) throws IOException {
        long arrival = System.nanoTime();
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(wire.body());
        } catch (IOException notJson) {
            json = Json.MAPPER.missingNode();
        }
        if (!json.isObject()) {
            connection.send(ResponseBodies.of(Reply.failure(400, "The body is not a JSON object.")));
            return;
        }
        Behaviour behaviour = behaviours.get();
        Tally tally = tallies.get();
        ModelRequest request = new ModelRequest(tally.nextNumber(), wire, json, behaviour.goalPhrases());
        recording.keep(request, behaviour.recorded());
        int inFlight = tally.arrives(request);
        Plan plan = plan(request, behaviour, inFlight);
        Duration left = plan.delay().minusNanos(System.nanoTime() - arrival);
        if (left.isPositive() && !connection.clientStaysFor(left)) {
            tally.decides(request, Outcome.CLIENT_GONE);
            tally.leaves();
            connection.reset();
            return;
        }
        tally.decides(request, plan.outcome());
        if (plan.reply() instanceof Reply.Hang) {
            connection.awaitClientLeaves();
            tally.leaves();
        } else {
            tally.leaves();
            carryOut(plan.reply(), request, connection);
        }
    }

    private static Plan plan(ModelRequest request, Behaviour behaviour, int inFlight) {
        Faults faults = behaviour.faults();
        RequestKind kind = request.kind();
        Reply refusal = behaviour.refusals().of(request);
        if (refusal != null) {
            return Plan.of(Duration.ZERO, refusal);
        }
        if (inFlight > behaviour.capacity()) {
            return Plan.of(Duration.ZERO, Reply.rejected(faults.retryAfter()));
        }
        Dice dice = faults.dice(request.number());
        Reply atOnce = faults.atOnce(kind, dice);
        if (atOnce != null) {
            return Plan.of(Duration.ZERO, atOnce);
        }
        Duration delay = behaviour.pace().delay(kind, dice);
        Reply late = faults.late(kind, dice);
        if (late != null) {
            return Plan.of(delay, late);
        }
        boolean structured =
                request.schemaNode() != null || kind == RequestKind.GOAL_CHECK || kind == RequestKind.JUDGE;
        if (structured && faults.spoils(kind, dice)) {
            return new Plan(delay, Reply.text(Faults.malformedAnswer(dice)), Outcome.MALFORMED);
        }
        return Plan.of(delay, reply(request, behaviour));
    }

    private static Reply reply(ModelRequest request, Behaviour behaviour) {
        try {
            return behaviour.replies().to(request);
        } catch (RuntimeException bug) {
            return Reply.failure(500, "The reply that the test configured failed: " + bug);
        }
    }

    private static void carryOut(Reply reply, ModelRequest request, Connection connection) throws IOException {
        switch (reply) {
            case Reply.Message message when request.streaming() -> new EventStream(connection, request).send(message);
            case Reply.Message message -> connection.send(ResponseBodies.of(message, request));
            case Reply.Failure failure -> connection.send(ResponseBodies.of(failure));
            case Reply.Raw raw -> connection.send(ResponseBodies.of(raw));
            case Reply.Reset reset -> connection.reset();
            case Reply.Hang hang -> throw new IllegalStateException("nothing is carried out");
            case Reply.Delayed delayed -> throw new IllegalStateException("the delay is part of the plan");
        }
    }
}
