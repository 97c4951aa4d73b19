package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page is for everybody: axe finds nothing serious, light or dark, on a laptop and on a phone, which shows it without scrolling sideways. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class AccessibilityTest {
    private static Store store;
    private static Site site;
    private static Browser browser;

    @BeforeAll
    static void start() {
        store = Store.inMemory();
        new SampleStore(store).fill();
        site = new Site(store);
        site.post(
                "/sessions/sim-abc123-0004/feedback",
                Map.of("turn", "0", "name", "tone", "value", "no", "rationale", "It pretends.", "person", "Ann"));
        site.post(
                "/sessions/sim-abc123-0004/expectations",
                Map.of("turn", "1", "name", "expected_response", "value", "I cannot.", "person", "Ann"));
        browser = new Browser(site);
    }

    @AfterAll
    static void stop() {
        browser.close();
        store.close();
    }

    static List<String> pages() {
        var pages = new ArrayList<>(List.of(
                "/",
                "/experiments/order-desk/runs",
                "/experiments/order-desk/sessions",
                "/experiments/order-desk/datasets",
                "/sessions",
                "/sessions?text=nothing+has+these+words",
                "/sessions/sim-abc123-0004",
                "/sessions/sim-abc123-0001",
                "/compare",
                "/compare/sessions?first=sim-abc123-0004&second=sim-def456-0004",
                "/review",
                "/datasets",
                "/datasets/order-desk-cases",
                "/datasets/order-desk-cases/changes",
                "/datasets/order-desk-cases/records/invoice",
                "/sessions/nobody"));
        pages.add("/runs/" + SampleStore.FIRST);
        pages.add("/runs/" + SampleStore.LIVE);
        pages.add("/compare?first=" + SampleStore.FIRST + "&second=" + SampleStore.SECOND);
        pages.add("/review?run=" + SampleStore.FIRST + "&scorer=conversation_completeness");
        pages.add("/review?run=" + SampleStore.FIRST + "&scorer=relevance");
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoSeriousBarrier(String page) {
        for (String theme : List.of("light", "dark")) {
            browser.laptop().theme(theme).open(page);
            waitForParts();
            browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })");

            assertThat(browser.barriers()).as(page + ", " + theme).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsAPhone(String page) {
        for (String theme : List.of("light", "dark")) {
            browser.phone().theme(theme).open(page);
            waitForParts();

            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isLessThanOrEqualTo(360);
            assertThat(
                            browser.run(
                                    "const bar = document.querySelector('.bar nav'); return bar.scrollWidth <= bar.clientWidth"))
                    .as("the links at the top, " + page)
                    .isEqualTo(true);
            assertThat(browser.barriers()).as(page + ", " + theme).isEmpty();
        }
    }

    private static void waitForParts() {
        browser.until("all parts", () -> !browser.has("[hx-trigger^=load] > .empty"));
    }
}
