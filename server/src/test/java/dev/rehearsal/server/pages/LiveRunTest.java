package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.server.EvaluationStarter;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A run whose page is open while it goes, with an agent that takes its time. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class LiveRunTest {
    private static final ModelSettings SETTINGS = new ModelSettings(Map.of(), null, List.of(), 1);
    private static final RunId RUN = new RunId("20261104-080000-aaa111");
    private static final int TURNS = 2;

    @TempDir
    private Path folder;

    private SlowAgent agent;
    private Store store;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        agent = new SlowAgent();
        store = Store.open(folder.resolve("store.db").toString());
        begunByAProcessThatDied();
        browser = new Browser(new Site(RehearsalServer.builder(store).runs(new EvaluationStarter(store, SETTINGS))));
    }

    private void begunByAProcessThatDied() {
        Attributes configuration = RunConfig.from(Attributes.of("experiment", "desk")
                        .with("agent", agent.description())
                        .with("user_model", "offline:/")
                        .with("max_turns", TURNS)
                        .with("conversations", 1)
                        .with("seed", 7))
                .toAttributes();
        store.write(new Change.RunStarted(
                RUN, "desk", "evaluate", configuration, "", 7, 1, Instant.parse("2026-11-04T08:00:00Z")));
        store.write(new Change.CasesAdded(
                RUN,
                0,
                IntStream.rangeClosed(1, 4)
                        .mapToObj(number -> TestCase.of("Find out when order 100" + number + " will arrive"))
                        .toList()));
    }

    @AfterEach
    void stop() {
        assertThat(browser.seen()).isEmpty();
        assertThat(browser.requestsElsewhere()).isEmpty();
        agent.answers(1_000);
        browser.close();
        store.close();
        agent.close();
    }

    @Test
    void isWatchedCancelledAndResumedByItsPage() {
        browser.open("/runs/" + RUN);
        assertThat(browser.text(".about .chip")).contains("it can be resumed");
        resume();

        browser.run("window.notReloaded = true");
        for (int ended = 1; ended <= 2; ended++) {
            agent.answers(TURNS);
            untilEnded(ended);
            assertThat(browser.texts(".stream .chip").stream().filter("max turns"::equals))
                    .hasSize(ended);
        }
        assertThat(browser.run("return window.notReloaded")).isEqualTo(true);
        assertThat(browser.serverSentEvents()).contains("run", "session-done").doesNotContain("run-ended");

        browser.find("[data-url$=cancel]").click();
        browser.until("it asks again", () -> browser.text("[data-url$=cancel]").contains("Press again"));
        browser.find("[data-url$=cancel]").click();
        browser.until("it is ending", () -> browser.text("[data-url$=cancel]").startsWith("Ending"));
        agent.answers(1);
        browser.until("it is interrupted", () -> browser.text(".about .chip").startsWith("interrupted"));
        browser.until("its end was told", () -> browser.serverSentEvents().contains("run-ended"));

        resume();
        agent.answers(1_000);
        browser.until("it has ended", () -> browser.text(".about .chip").equals("finished"));
        assertThat(store.runs().find(RUN.value()).orElseThrow().counts()).containsExactly(Map.entry("max_turns", 4L));
    }

    private void resume() {
        browser.find("[data-url$=resume]").click();
        browser.until("it is under way", () -> browser.text(".about .chip").equals("running"));
    }

    private void untilEnded(int conversations) {
        browser.until(
                conversations + " have ended",
                () -> browser.text(".progress h2").startsWith(conversations + " of 4"));
    }
}
