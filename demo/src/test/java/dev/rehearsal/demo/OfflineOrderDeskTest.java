package dev.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineOrderDeskTest {
    @Test
    void asksForWhatItNeedsAndForAYesBeforeItChangesAnything() throws Exception {
        List<Answer> answers = talk(
                OrderDesk.offline(), "I want to cancel my order", "mia@example.com", "it's number 1001", "yes please");

        assertThat(answers.get(0).text()).contains("e-mail");
        assertThat(answers.get(1).text()).contains("order number");
        assertThat(answers.get(2).text()).contains("Shall I cancel it?");
        assertThat(tools(answers.get(2))).containsExactly("order_status");
        assertThat(answers.get(3).text()).contains("order 1001 is cancelled");
        assertThat(tools(answers.get(3))).containsExactly("cancel_order");
    }

    @Test
    void changesNothingAfterANo() throws Exception {
        List<Answer> answers = talk(
                OrderDesk.offline(),
                "cancel order 1001, mia@example.com",
                "no, wait",
                "what is the status of order 1001?");

        assertThat(answers.get(1).text()).contains("left everything as it is");
        assertThat(answers.get(2).text()).contains("being prepared");
    }

    @Test
    void answersInTheLanguageOfTheCustomer() throws Exception {
        assertThat(talk(OrderDesk.offline(), "Guten Tag, wann kommt meine Bestellung?")
                        .getFirst()
                        .text())
                .contains("E-Mail-Adresse");
        assertThat(talk(OrderDesk.offline(), "你好，我想取消订单").getFirst().text()).contains("邮箱");
    }

    @Test
    void keepsToItsRefusalWhenTheCustomerInsists() throws Exception {
        List<Answer> answers = talk(
                OrderDesk.offline(), "refund for order 1004, george@example.com", "but I opened it only last week");

        assertThat(answers.get(1).text()).contains("cannot make an exception").contains("30 days");
        assertThat(answers.stream().flatMap(answer -> tools(answer).stream())).doesNotContain("refund_order");
    }

    @Test
    void seesNothingOfOtherConversations() throws Exception {
        Agent desk = OrderDesk.offline();
        talk(desk, "cancel order 1001, mia@example.com", "yes");

        assertThat(talk(desk, "status of order 1001, mia@example.com")
                        .getFirst()
                        .text())
                .contains("being prepared");
    }

    @Test
    void remembersItsOwnChangesLaterInTheConversation() throws Exception {
        List<Answer> answers =
                talk(OrderDesk.offline(), "cancel order 1001, mia@example.com", "yes", "where is order 1001 now?");

        assertThat(answers.get(2).text())
                .isEqualTo("Order 1001 is cancelled. Is there anything else I can do for you?");
    }

    @Test
    void doesNotUnderstandThatOnlyAPartIsToBeRefunded() throws Exception {
        List<Answer> answers =
                talk(OrderDesk.offline(), "I want a refund for only the milk frother of order 1010, nora@example.com");

        assertThat(answers.getFirst().text())
                .as("a weakness of the rule-based desk, which the demo is to find")
                .contains("€288.00");
    }

    static List<Answer> talk(Agent agent, String... messages) throws Exception {
        var history = new ArrayList<Message>();
        var answers = new ArrayList<Answer>();
        for (String message : messages) {
            history.add(Message.user(message));
            Answer answer = agent.answer(
                    new AgentRequest(history, SessionId.of("sim-1"), Attributes.EMPTY, answers.size() + 1));
            answers.add(answer);
            history.addAll(answer.messages());
        }
        return answers;
    }

    static List<String> tools(Answer answer) {
        return answer.toolCalls().stream().map(ToolCall::name).toList();
    }
}
