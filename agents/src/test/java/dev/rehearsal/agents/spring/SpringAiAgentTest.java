package dev.rehearsal.agents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.util.MimeTypeUtils;

class SpringAiAgentTest {
    @Test
    void keepsImagesByReference() throws Exception {
        AssistantMessage bill = AssistantMessage.builder()
                .content("The bill:")
                .media(List.of(
                        Media.builder()
                                .mimeType(MimeTypeUtils.IMAGE_PNG)
                                .name("bill")
                                .data(URI.create("https://shop.example/bill.png"))
                                .build(),
                        Media.builder()
                                .mimeType(MimeTypeUtils.IMAGE_PNG)
                                .name("stamp")
                                .data(new byte[3])
                                .build()))
                .build();
        ChatModel model = prompt -> new ChatResponse(List.of(new Generation(bill)));

        assertThat(SpringAiAgent.of(ChatClient.create(model))
                        .answer(Agents.says("sim-1", "The bill?"))
                        .text())
                .isEqualTo(
                        "The bill:\n\n[image bill, image/png: https://shop.example/bill.png]\n[image stamp, image/png, 3 bytes]");
    }

    @Test
    void answersWithUsageAndAMemoryOfEachSession() throws Exception {
        ChatModel model = prompt -> new ChatResponse(
                List.of(new Generation(
                        new AssistantMessage("I see " + prompt.getInstructions().size() + " messages"))),
                ChatResponseMetadata.builder().usage(new DefaultUsage(10, 2)).build());
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(
                                MessageWindowChatMemory.builder().build())
                        .build())
                .build();
        Agent agent = SpringAiAgent.of(client);

        Answer first = agent.answer(Agents.says("sim-1", "Where is it?"));
        Answer second = agent.answer(Agents.says("sim-1", "And now?"));
        Answer other = agent.answer(Agents.says("sim-2", "Where is it?"));

        assertThat(first).isEqualTo(Answer.of("I see 1 messages").withUsage(Usage.of(10, 2)));
        assertThat(second.text()).isEqualTo("I see 3 messages");
        assertThat(other.text()).isEqualTo("I see 1 messages");
        assertThat(agent.history()).isEqualTo(Agent.History.LAST);
    }
}
