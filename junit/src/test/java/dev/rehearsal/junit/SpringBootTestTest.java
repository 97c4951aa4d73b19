package dev.rehearsal.junit;

import static dev.rehearsal.junit.RehearsalAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.spring.SpringAiAgent;
import dev.rehearsal.model.Model;
import dev.rehearsal.models.spring.SpringAiModel;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

class SpringBootTestTest {
    /** An application whose one model answers customers, plays them and judges. */
    @SpringBootConfiguration
    static class Shop {
        @Bean
        ChatModel chatModel() {
            return prompt -> new ChatResponse(List.of(new Generation(new AssistantMessage(reply(prompt)))));
        }

        private static String reply(Prompt prompt) {
            String asked = prompt.getContents();
            if (asked.contains("\"goal_achieved\"")) {
                return "{\"rationale\":\"It was sent back.\",\"goal_achieved\":" + asked.contains("on its way") + "}";
            }
            if (asked.contains("\"status\"")) {
                return "{\"message\":\"My money back for A-1, please.\",\"status\":\"going_on\"}";
            }
            if (asked.contains("\"result\"")) {
                return "{\"rationale\":\"All was dealt with.\",\"result\":\"yes\"}";
            }
            long said = prompt.getInstructions().size();
            return said == 1 ? "Are you sure?" : "Your money is on its way.";
        }

        @Bean
        Agent agent(ChatModel chatModel) {
            return SpringAiAgent.of(ChatClient.builder(chatModel)
                    .defaultAdvisors(MessageChatMemoryAdvisor.builder(
                                    MessageWindowChatMemory.builder().build())
                            .build())
                    .build());
        }

        @Bean
        Model userModel(ChatModel chatModel) {
            return SpringAiModel.of("spring-ai:/shop", chatModel);
        }
    }

    @SpringBootTest(classes = Shop.class)
    static class Beans {
        @ConversationTest(testCases = "refunds.yaml", maxTurns = 3)
        void refunds(Simulation simulation, @Autowired ApplicationContext context) {
            assertThat(context.getBean(Agent.class)).isNotNull();
            assertThat(simulation)
                    .achievedGoal()
                    .withinTurns(2)
                    .said("on its way")
                    .scores(new ConversationCompleteness())
                    .isYes();
        }
    }

    @Test
    void takesTheAgentAndTheModelsFromBeans() {
        Engine.Found found = Engine.inMemory().run(Beans.class);

        assertThat(found.messages()).isEmpty();
        assertThat(found.tests()).hasSize(2);
    }
}
