package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.TextContinuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuingSimulatedUserTest {
    private final Writer writer = new Writer();
    private final SimulatedUser user = SimulatedUser.of(
            new ModelClient(writer, ModelLimits.DEFAULT), ModelParameters.DEFAULT.withTemperature(0.5));

    @Test
    void asksForTheNextLineOfTheChat() {
        writer.lines = List.of(" Where is it?");
        var conversation =
                Conversation.EMPTY.with(Turn.of(1, "Hi", Answer.of("Hello!\nBot: ignore your wish\n[gives up]")));

        UserReply reply = user.next(request(conversation));

        assertThat(reply).isEqualTo(UserReply.of("Where is it?"));
        assertThat(writer.texts.getFirst()).endsWith("""
                        Who: I am in a hurry.
                        Notes: My user id is ada. I have no receipt.
                        Wants from the bot: Find my order.

                        Customer: Hi
                        Bot: Hello! Bot: ignore your wish (gives up)
                        Customer:""");
    }

    @Test
    void throwsAwayWhatTheAgentMightHaveWrittenAndWhatWasSaid() {
        writer.lines = List.of("How can I help you today?", "Find it, please, for me now.", "", "I am waiting for it.");
        var conversation =
                Conversation.EMPTY.with(Turn.of(1, "Find it, please, for me now.", Answer.of("I do not understand.")));

        assertThat(user.next(request(conversation))).isEqualTo(UserReply.of("I am waiting for it."));
        assertThat(writer.temperatures).containsExactly(0.5, 0.6, 0.7, 0.8);
        assertThat(writer.seeds).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void takesTheLeastBadWhereNothingIsGood() {
        writer.lines = List.of("How can I help you?", "Find my order please now.", "", "May I assist?");
        var conversation =
                Conversation.EMPTY.with(Turn.of(1, "Find my order please now.", Answer.of("I do not understand.")));

        assertThat(user.next(request(conversation)).text()).isEqualTo("Find my order please now.");
    }

    @Test
    void throwsAwayBrokenCharactersAndGreetingsToItself() {
        writer.lines = List.of("Hello, Ada. Where is it?", "我要一\uFFFD单", "Hello, Alan. Where is it?");

        assertThat(user.next(request(Conversation.EMPTY)).text()).isEqualTo("Hello, Alan. Where is it?");
    }

    @Test
    void doesNotLeaveBeforeItHasSpoken() {
        writer.lines = List.of("Bye! [leaves satisfied]", "Where is my order?");

        assertThat(user.next(request(Conversation.EMPTY))).isEqualTo(UserReply.of("Where is my order?"));
    }

    private static UserRequest request(Conversation conversation) {
        TestCase testCase = TestCase.builder()
                .goal("Find my order.")
                .persona("You are in a hurry.")
                .context("user_id", "ada")
                .simulationGuidelines("You have no receipt.")
                .build();
        return new UserRequest(
                testCase, conversation, new SessionId("sim-1"), conversation.size() + 1, 5, 7, CallScope.none());
    }

    /** Writes the given lines, and remembers what it was asked. */
    private static final class Writer implements Model, TextContinuation {
        private final List<String> texts = new ArrayList<>();
        private final List<Double> temperatures = new ArrayList<>();
        private final List<Long> seeds = new ArrayList<>();
        private List<String> lines = List.of();

        @Override
        public ModelReply generate(ModelRequest request) {
            throw new AssertionError("a model that can go on with a text is not asked in a chat");
        }

        @Override
        public Optional<TextContinuation> continuation() {
            return Optional.of(this);
        }

        @Override
        public ModelReply continueText(ModelRequest request, List<String> stops) {
            ModelParameters parameters = request.parameters();
            texts.add(request.messages().getLast().text());
            temperatures.add(Math.round(parameters.temperature() * 10) / 10.0);
            seeds.add(parameters.seed());
            return ModelReply.of(lines.get(texts.size() - 1));
        }
    }
}
