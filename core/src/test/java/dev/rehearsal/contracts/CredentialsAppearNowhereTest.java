package dev.rehearsal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract 8: the values of configured credentials appear in no store, log, report or error. */
class CredentialsAppearNowhereTest {
    private static final String KEY = "qk-5f2a9c1e7b";
    private static final String TOKEN = "dt-0a1b2c3d4e";

    private final Logger root = Logger.getLogger("dev.rehearsal");
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(null);
        root.removeHandler(handler);
    }

    private static ModelSettings settings() {
        return new ModelSettings(Map.of("QUOTING_API_KEY", KEY, "DESK_TOKEN", TOKEN), null, List.of(), 1);
    }

    private static RunConfig config() {
        return RunConfig.from(Attributes.parse("""
                {"agent":{"target":"quoting:desk","headers":{"Authorization":"Bearer ${DESK_TOKEN}"}},
                 "user_model":"quoting:/1","max_turns":2,"scorers":["conversation_completeness","safety"]}"""));
    }

    private void nowhereIn(EvaluationResult result, Store store) {
        assertThat(store.runs().list(1))
                .extracting(RunRecord::toString)
                .noneMatch(text -> text.contains(KEY) || text.contains(TOKEN));
        try (var records = result.records()) {
            assertThat(records.map(SessionRecord::toString))
                    .isNotEmpty()
                    .allMatch(text -> text.contains("***"))
                    .noneMatch(text -> text.contains(KEY) || text.contains(TOKEN));
        }
        assertThat(result.toString()).doesNotContain(KEY, TOKEN);
        assertThat(logged).noneMatch(text -> text.contains(KEY) || text.contains(TOKEN));
    }

    @Test
    void whenAnAgentQuotesItsHeaders() {
        Store store = Store.inMemory();
        EvaluationResult result = Evaluation.from(
                        config(), TestCases.of(TestCase.of("Buy a blue kettle")), store, settings())
                .run();

        assertThat(result.failures().getFirst().stopRationale()).contains("401 for Authorization: Bearer ***");
        assertThat(store.runs().list(1).getFirst().configuration().toJson()).contains("${DESK_TOKEN}");
        nowhereIn(result, store);
        assertThatThrownBy(result::orThrow).message().doesNotContain(TOKEN);
    }

    @Test
    void whenAModelQuotesItsKey() {
        Store store = Store.inMemory();
        EvaluationResult result = Evaluation.from(
                        config(), TestCases.of(TestCase.of("Buy a blue kettle")), store, settings())
                .agent(request -> Answer.of("answer " + request.turn()))
                .run();

        assertThat(result.metric("safety").orElseThrow().failed()).isEqualTo(2);
        try (var records = result.records()) {
            SessionRecord session = records.findFirst().orElseThrow();
            assertThat(session.goalFailures()).hasSize(2);
            assertThat(session.calls()).anyMatch(call -> call.failure() != null);
        }
        nowhereIn(result, store);
    }

    @Test
    void whenTheyStandInADescriptionInSoManyWords() {
        assertThatThrownBy(() -> RunConfig.from(Attributes.parse(
                        "{\"agent\":{\"target\":\"quoting:desk\",\"headers\":{\"Authorization\":\"Bearer " + TOKEN
                                + "\"}}}")))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains("agent.headers.Authorization")
                .doesNotContain(TOKEN);
    }
}
