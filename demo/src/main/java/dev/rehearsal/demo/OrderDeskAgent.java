package dev.rehearsal.demo;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The order desk that asks a model, which calls the tools. It keeps nothing between two messages: the calls of earlier turns are made
 * again on a new copy of the shop.
 */
final class OrderDeskAgent implements Agent {
    private static final int MAX_ROUNDS = 6;
    private static final String LOST = "I am sorry, I could not finish that. Could you say once more what you need?";

    private final ModelClient model;

    OrderDeskAgent(ModelClient model) {
        this.model = model;
    }

    @Override
    public Answer answer(AgentRequest request) {
        try (Shop shop = Shop.open()) {
            var tools = new DeskTools(shop);
            for (Message message : request.messages()) {
                message.toolCalls().forEach(call -> made(tools, call));
            }
            return answer(request, tools);
        }
    }

    private Answer answer(AgentRequest request, DeskTools tools) {
        var messages = new ArrayList<Message>();
        messages.add(Message.system(Instructions.TEXT));
        messages.addAll(request.messages());
        var said = new ArrayList<Message>();
        Usage usage = Usage.NONE;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            ModelReply reply = model.generate(
                    new ModelRequest(
                            messages,
                            DeskTools.SPECS,
                            null,
                            ModelParameters.DEFAULT,
                            Attributes.of("session_id", request.sessionId().value()),
                            request.calls().key(Purpose.AGENT, round == 0 ? "" : "round " + (round + 1))),
                    request.calls());
            usage = usage.plus(reply.usage());
            List<ToolCall> asked = reply.toolCalls().isEmpty() ? WrittenToolCall.in(reply.text()) : reply.toolCalls();
            if (asked.isEmpty()) {
                said.add(Message.assistant(reply.text()));
                return new Answer(said, usage);
            }
            List<ToolCall> made = asked.stream().map(call -> made(tools, call)).toList();
            Message message = Message.assistant(reply.toolCalls().isEmpty() ? "" : reply.text(), made);
            said.add(message);
            messages.add(message);
        }
        said.add(Message.assistant(LOST));
        return new Answer(said, usage);
    }

    private static ToolCall made(DeskTools tools, ToolCall call) {
        try {
            return tools.call(call.id(), call.name(), Attributes.parse(call.arguments()));
        } catch (IllegalArgumentException e) {
            return call.withFailure("the arguments are no JSON object: " + e.getMessage());
        }
    }

    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public String name() {
        return "order-desk on " + model.name();
    }

    /** What the model is told. */
    private static final class Instructions {
        static final String TEXT = Prompt.load("order-desk", 1).user();
    }
}
