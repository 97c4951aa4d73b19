package dev.rehearsal.examples;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.rehearsal.agents.langchain4j.LangChain4jAgent;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.junit.ConversationTest;
import dev.rehearsal.model.Model;
import dev.rehearsal.models.langchain4j.LangChain4jModel;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;
import java.util.Map;

/** An application of LangChain4j, an AiService with a tool and chat memory, and a LangChain4j model that plays the user and judges. */
class LangChain4jShopTest {
    static final TestCases CASES = TestCases.of(TestCase.of("Learn where order 7 is"));

    interface Assistant {
        Result<String> chat(@MemoryId String session, @UserMessage String message);
    }

    static final class Desk {
        @Tool
        String find(@P("the order's number") int order) {
            return "order " + order + " was sent";
        }
    }

    /** Stands for the application's model: asks back first, then calls the tool and says what it gave. */
    private static final ChatModel SHOP = new ChatModel() {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            if (request.messages().size() == 1) {
                return said(AiMessage.from("Which order is it?"));
            }
            return request.messages().getLast() instanceof ToolExecutionResultMessage result
                    ? said(AiMessage.from("It is this: " + result.text()))
                    : said(AiMessage.from(ToolExecutionRequest.builder()
                            .id("c1")
                            .name("find")
                            .arguments("{\"order\": 7, \"arg0\": 7}") // as javac keeps no names of parameters
                            .build()));
        }
    };

    /** Stands for the model that plays the user, checks the goal and judges. */
    private static final ChatModel PERSON = new ChatModel() {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            String form = String.valueOf(request.responseFormat());
            boolean done = request.messages().toString().contains("was sent");
            return said(AiMessage.from(
                    form.contains("goal_achieved")
                            ? "{\"rationale\": \"It was looked up.\", \"goal_achieved\": " + done + "}"
                            : form.contains("status")
                                    ? "{\"message\": \"Order 7, please.\", \"status\": \"going_on\"}"
                                    : "{\"rationale\": \"All was dealt with.\", \"result\": \"yes\"}"));
        }
    };

    private static ChatResponse said(AiMessage message) {
        return ChatResponse.builder()
                .aiMessage(message)
                .tokenUsage(new TokenUsage(10, 2))
                .build();
    }

    final Agent agent = LangChain4jAgent.of(AiServices.builder(Assistant.class)
            .chatModel(SHOP)
            .tools(new Desk())
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
            .build()::chat);

    final Model userModel = LangChain4jModel.of("langchain4j:/person", PERSON);

    @ConversationTest(maxTurns = 4, trials = 2)
    void looksUpAnOrder(Simulation simulation) {
        assertThat(simulation)
                .achievedGoal()
                .withinTurns(2)
                .calledToolWith("find", Map.of("order", 7))
                .said("order 7 was sent")
                .scores(new ConversationCompleteness())
                .isYes();
    }
}
