package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.demo.OrderDesk;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.generation.CaseGenerator;
import dev.rehearsal.generation.GeneratedCases;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.RecordingModel;
import dev.rehearsal.testing.ScriptedModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/test-cases.md shows in Java works on sessions of the demo. */
class GenerationGuideTest {
    @Test
    void casesOfStoredSessionsGoIntoADataset(@TempDir Path folder) {
        Store store = Store.inMemory();
        Evaluation.of(ConversationSimulator.builder()
                        .testCases(TestCase.builder()
                                .goal("Find out when order 1002 will arrive")
                                .context("customer_email", "tom@example.com")
                                .build())
                        .userModel("offline:/")
                        .seed(1)
                        .build())
                .agent(OrderDesk.offline())
                .experiment("support")
                .store(store)
                .run();
        ModelClient model = new ModelClients(
                        ModelSettings.fromEnvironment(),
                        ModelLimits.DEFAULT,
                        Prices.bundled(),
                        RecordingModel.all(folder.resolve("drafts.work.jsonl")))
                .of(ScriptedModel.of("""
                        {"goal":"Find out when order 1002 arrives","persona":"You are brief.","held_back":["Give your e-mail address only when asked."],\
                        "unsaid":[],"pace":"Come to the point.","achieved":true,"facts":["It arrives on March 17."]}"""));

        GeneratedCases generated = CaseGenerator.with(model)
                .keepOpening(true)
                .from(store, store.sessions().search(SessionQuery.newest(50).withExperiment("support")));
        store.datasets().create("drafts").merge(generated.testCases());

        TestCase made = generated.testCases().getFirst();
        assertThat(made.expectations().names()).containsExactly("expected_tool_calls", "expected_facts");
        assertThat(made.script().isEmpty()).isFalse();
        assertThat(store.datasets().get("drafts").version().records()).isEqualTo(1);
    }
}
