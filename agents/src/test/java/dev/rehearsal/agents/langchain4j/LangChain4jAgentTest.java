package dev.rehearsal.agents.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import org.junit.jupiter.api.Test;

class LangChain4jAgentTest {
    interface Assistant {
        Result<String> chat(@MemoryId String session, @UserMessage String message);
    }

    /** Tools of an order desk. */
    static final class Desk {
        @Tool
        String find(int order) {
            return "order " + order + " was sent";
        }
    }

    /** Asks for the tool first, and then says what it gave back and how much it remembers. */
    private static final class Caller implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            boolean found = request.messages().getLast() instanceof ToolExecutionResultMessage;
            AiMessage message = found
                    ? AiMessage.from("I see " + request.messages().size() + " messages: "
                            + ((ToolExecutionResultMessage) request.messages().getLast()).text())
                    : AiMessage.from(ToolExecutionRequest.builder()
                            .id("c1")
                            .name("find")
                            .arguments("{\"arg0\": 7, \"order\": 7}")
                            .build());
            return ChatResponse.builder()
                    .aiMessage(message)
                    .tokenUsage(new TokenUsage(10, 2))
                    .build();
        }
    }

    @Test
    void answersWithToolCallsUsageAndAMemoryOfEachSession() throws Exception {
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(new Caller())
                .chatMemoryProvider(session -> MessageWindowChatMemory.withMaxMessages(20))
                .tools(new Desk())
                .build();
        Agent agent = LangChain4jAgent.of(assistant::chat);

        Answer first = agent.answer(Agents.says("sim-1", "Where is it?"));
        Answer second = agent.answer(Agents.says("sim-1", "And now?"));
        Answer other = agent.answer(Agents.says("sim-2", "Where is it?"));

        assertThat(first.text()).isEqualTo("I see 3 messages: order 7 was sent");
        assertThat(first.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("find");
            assertThat(call.result()).isEqualTo("order 7 was sent");
        });
        assertThat(first.toolCalls()).extracting(ToolCall::id).containsExactly("c1");
        assertThat(first.usage()).isEqualTo(Usage.of(20, 4));
        assertThat(second.text()).startsWith("I see 7 messages");
        assertThat(other.text()).startsWith("I see 3 messages");
    }
}
