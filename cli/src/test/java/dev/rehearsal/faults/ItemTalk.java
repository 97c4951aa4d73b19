package dev.rehearsal.faults;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.testkit.ModelRequest;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.ModelServerBuilder;
import dev.rehearsal.testkit.RequestKind;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Cases about numbered items, and a model server whose every word names the item and the turn: so that nothing of one conversation can
 * pass for a part of another.
 */
final class ItemTalk {
    private static final Pattern ITEM = Pattern.compile("item (\\d+)");

    private ItemTalk() {}

    static TestCases cases(int count) {
        return TestCases.of(IntStream.rangeClosed(1, count)
                .mapToObj(item -> TestCase.builder()
                        .id("case-" + item)
                        .goal("Find out all there is to know about item " + item)
                        .build())
                .toList());
    }

    /** The item that a request is about. */
    static int item(ModelRequest request) {
        int item = 0;
        for (ModelRequest.Message message : request.messages()) {
            Matcher matcher = ITEM.matcher(message.text());
            if (matcher.find()) {
                item = Integer.parseInt(matcher.group(1));
            }
        }
        return item;
    }

    /** A server that keeps to the items; goals are achieved at {@link #lastTurn}, and judges say no to every third item. */
    static ModelServerBuilder server(int maxTurns) {
        return withoutAgent(maxTurns).reply(RequestKind.AGENT, request -> reply(RequestKind.AGENT, request, maxTurns));
    }

    /** The same, but for the agent, which behaves as its model's name says. */
    static ModelServerBuilder withoutAgent(int maxTurns) {
        return ModelServer.builder()
                .reply(RequestKind.USER, request -> reply(RequestKind.USER, request, maxTurns))
                .reply(RequestKind.GOAL_CHECK, request -> reply(RequestKind.GOAL_CHECK, request, maxTurns))
                .reply(RequestKind.JUDGE, request -> reply(RequestKind.JUDGE, request, maxTurns));
    }

    static String reply(RequestKind kind, ModelRequest request, int maxTurns) {
        int item = item(request);
        int turn = request.turn();
        return switch (kind) {
            case USER -> json("message", "What about item " + item + "? (question " + turn + ")", "status", "going_on");
            case AGENT -> "This I know about item " + item + ". (answer " + turn + ")";
            case GOAL_CHECK ->
                json(
                        "rationale",
                        "This is turn " + turn + " about item " + item,
                        "goal_achieved",
                        turn >= goalTurn(item, maxTurns));
            case JUDGE ->
                json(
                        "rationale",
                        "So it is with item " + item + " in turn " + turn,
                        "result",
                        item % 3 == 0 ? "no" : "yes");
        };
    }

    /** The turn with which the session about an item ends; every fourth comes to its goal before the last turn. */
    static int lastTurn(int item, int maxTurns) {
        return Math.min(maxTurns, goalTurn(item, maxTurns));
    }

    static String stopReason(int item, int maxTurns) {
        return goalTurn(item, maxTurns) <= maxTurns ? "goal_achieved" : "max_turns";
    }

    private static int goalTurn(int item, int maxTurns) {
        return item % 4 == 0 ? maxTurns - 1 : Integer.MAX_VALUE;
    }

    /** A run in which a model plays everybody, with the usual limits. */
    static RunConfig config(int maxTurns, String agent) {
        return RunConfig.DEFAULT.with(Attributes.from(Map.of(
                "user_model",
                "openai:/user",
                "judge_model",
                "openai:/judge",
                "max_turns",
                maxTurns,
                "seed",
                7,
                "scorers",
                List.of("safety", "conversation_completeness"),
                "agent",
                AgentSpec.of("openai:/" + agent).target())));
    }

    static ModelSettings settings(String baseUrl) {
        return new ModelSettings(Map.of("OPENAI_BASE_URL", baseUrl, "OPENAI_API_KEY", "key"), null, List.of(), 7);
    }

    private static String json(Object... namesAndValues) {
        Attributes attributes = Attributes.EMPTY;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes = attributes.with((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes.toJson();
    }
}
