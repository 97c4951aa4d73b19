package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;

/**
 * What a request is answered when nothing goes wrong.
 *
 * @param scripted replies by code; the other kinds get a default
 * @param achievedFrom the turn from which on a goal check says yes
 */
record Replies(Map<RequestKind, Function<ModelRequest, Reply>> scripted, int achievedFrom) {

    static final int NEVER = Integer.MAX_VALUE;
    static final Replies DEFAULT = new Replies(Map.of(), NEVER);

    Replies {
        scripted = Map.copyOf(scripted);
        if (achievedFrom < 1) {
            throw new IllegalArgumentException("turns count from 1, not from " + achievedFrom);
        }
    }

    Reply to(ModelRequest request) {
        Function<ModelRequest, Reply> script = scripted.get(request.kind());
        if (script != null) {
            return script.apply(request);
        }
        return switch (request.kind()) {
            case AGENT -> AgentQuirk.of(request);
            case USER, GOAL_CHECK, JUDGE -> Reply.text(words(request));
        };
    }

    private String words(ModelRequest request) {
        int turn = request.turn();
        boolean positive = request.kind() != RequestKind.GOAL_CHECK || turn >= achievedFrom;
        String rationale = Texts.rationale(turn, positive);
        JsonNode schema = request.schemaNode();
        if (schema != null) {
            // A user who has more to say is not done: what a schema asks about the end of the talk is answered no.
            boolean verdict = positive && request.kind() != RequestKind.USER;
            return new SchemaInstance(schema, verdict, Texts.user(turn), rationale)
                    .make()
                    .toString();
        }
        if (request.kind() == RequestKind.USER) {
            return Texts.user(turn);
        }
        var answer = Json.MAPPER.createObjectNode().put("rationale", rationale);
        if (request.mentions("goal_achieved")) {
            answer.put("goal_achieved", positive);
        } else {
            answer.put("result", positive ? "yes" : "no");
        }
        return answer.toString();
    }
}
