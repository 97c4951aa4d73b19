package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.store.Store;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * In a real browser nothing of what is said runs: no dialog, nothing that the page's policy has to stop, no request to anybody. All payloads
 * of the corpus stand in goals, personas, messages, tools, rationales, names, tags and metadata.
 */
@EnabledIfSystemProperty(named = "real", matches = "true")
class HostileBrowserTest {
    private static Store store;
    private static HostileStore hostile;
    private static Browser browser;

    @BeforeAll
    static void start() {
        store = Store.inMemory();
        hostile = HostileStore.of(store, XssPayloads.all(), 200);
        browser = Browser.of(store);
    }

    @AfterAll
    static void stop() {
        browser.close();
        store.close();
    }

    @Test
    void nothingRunsInSessions() {
        for (SessionId session : hostile.sessions()) {
            assertQuiet(Address.ofSession(session.value()).toString());
        }
    }

    @Test
    void nothingRunsElsewhere() {
        String first = HostileStore.FIRST.value();
        String second = HostileStore.SECOND.value();
        for (String page : List.of(
                "/",
                "/sessions",
                "/sessions?sort=turns",
                "/runs/" + first,
                "/compare?first=" + first + "&second=" + second,
                "/compare/sessions?first=sim-aaaaaa0&second=sim-bbbbbb0",
                "/review?run=" + first,
                "/review?run=" + first + "&scorer=judged",
                "/datasets",
                "/datasets/hostile",
                "/datasets/hostile/changes")) {
            assertQuiet(page);
        }
    }

    @Test
    void nothingRunsThatIsSentBack() {
        for (String payload : XssPayloads.all().subList(0, 40)) {
            assertQuiet(Address.of("sessions")
                    .with("text", payload)
                    .with("metadata", payload)
                    .with("sort", payload)
                    .toString());
        }
    }

    /** A watch that sees nothing would prove nothing. */
    @Test
    void noticesWhatWouldRun() {
        browser.open("/");
        browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')");
        browser.until("the policy stops it", () -> !browser.seen().isEmpty());
        browser.run("fetch('http://127.0.0.2:9/').catch(() => {})");
        browser.run("window.seen = []; alert(1)");
        assertThat(browser.seen()).contains("alert was called");
        browser.open("/");
        browser.complaints();
        browser.requestsElsewhere();
    }

    private static void assertQuiet(String page) {
        browser.open(page);
        browser.until("all parts", () -> !browser.has("[hx-trigger^=load] > .empty"));
        browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; });"
                + "document.querySelectorAll('main *').forEach((each) => { for (const type of ['mouseover', 'focus', 'pointerover', 'toggle'])"
                + " each.dispatchEvent(new Event(type, { bubbles: false })); });");

        assertThat(browser.seen()).as(page).isEmpty();
        assertThat(browser.complaints()).as(page).isEmpty();
        assertThat(browser.requestsElsewhere()).as(page).isEmpty();
    }
}
