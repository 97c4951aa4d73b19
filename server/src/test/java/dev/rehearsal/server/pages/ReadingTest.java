package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What people do with the pages, by click and by key, in a browser. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class ReadingTest {
    private final Store store = Store.inMemory();
    private SampleStore sample;
    private Browser browser;

    @BeforeEach
    void start() {
        sample = new SampleStore(store).fill();
        browser = Browser.of(store);
    }

    @AfterEach
    void stop() {
        assertThat(browser.seen()).isEmpty();
        assertThat(browser.requestsElsewhere()).isEmpty();
        browser.close();
        store.close();
    }

    @Test
    void findsASessionThatFailedReadsItAndGivesFeedback() {
        browser.open("/").link("order-desk").click();
        browser.find(".tabs a:nth-child(2)").click();
        browser.choose("#stop_reason", "stalled");
        browser.until(
                "only stalled sessions",
                () -> browser.texts(".line .end .chip").stream().allMatch("stalled"::equals));
        assertThat(browser.address().getQuery()).contains("stop_reason=stalled");

        browser.press(org.openqa.selenium.Keys.ESCAPE).press("j").enter();
        browser.until("the session", () -> browser.has(".about"));
        assertThat(browser.text("h1"))
                .isEqualTo("Get a refund for a lamp that arrived broken, without sending it back");
        browser.press("j").press("j");
        assertThat(browser.address().getFragment()).isEqualTo("turn-2");

        browser.press("f");
        browser.choose("#feedback select", "2").type("#feedback input[name=name]", "patience");
        browser.find("#feedback input[value=no]").click();
        browser.type("#feedback textarea", "It asks for what it has.").type("#feedback input[name=person]", "Ann");
        browser.find("#feedback button").click();

        browser.until("the feedback", () -> browser.has("#assessments-2 details.judged.no[open]"));
        assertThat(browser.texts("#assessments-2 .judged").getLast())
                .contains("patience", "no", "It asks for what it has.", "by Ann");

        browser.find("#assessments-2 .change summary").click();
        browser.find("#assessments-2 .change form:nth-of-type(2) button").click();
        browser.until(
                "it is taken back",
                () -> browser.texts("#assessments-0 .history summary").contains("Taken back (1)"));
    }

    @Test
    void goesFromSessionToSessionByKey() {
        browser.open("/sessions?sort=oldest");
        String second = browser.texts(".line .id").get(1).strip();
        browser.press("j").enter();
        browser.until("the first session", () -> browser.has(".about"));
        browser.press("n");
        browser.until(
                "the next session",
                () -> browser.title().length() > 0
                        && browser.address().getPath().endsWith(second));
        browser.press("p");
        browser.until("the session before", () -> !browser.address().getPath().endsWith(second));
    }

    @Test
    void searchesByKeyAndSaysItsKeys() {
        browser.open("/sessions").press("/").press("茶壶");
        browser.until(
                "the sessions that say so",
                () -> browser.texts(".line .what a").stream().allMatch(goal -> goal.contains("茶壶")));
        browser.open("/sessions").press("?");
        assertThat(browser.find("#keys").isDisplayed()).isTrue();
        browser.press(org.openqa.selenium.Keys.ESCAPE);
        assertThat(browser.find("#keys").isDisplayed()).isFalse();
        browser.press(org.openqa.selenium.Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isIn("skip", "");
    }

    @Test
    void comparesTwoRuns() {
        browser.open("/runs/" + SampleStore.SECOND);
        browser.choose("#first", SampleStore.FIRST.value());
        browser.find("form.inline button").click();
        browser.until("the differences", () -> browser.has(".difference"));
        assertThat(browser.texts(".difference > summary").getFirst()).contains("better");
        assertThat(browser.texts(".difference .chip")).contains("inside the noise");

        browser.find(".cases a").click();
        browser.until("two conversations", () -> browser.has(".two.heads"));
        assertThat(browser.texts(".two.heads > div")).hasSize(2);
    }

    @Test
    void watchesARunUntilItHasEnded() {
        store.runs().lease(SampleStore.LIVE, "somebody", Duration.ofMinutes(5));
        browser.open("/runs/" + SampleStore.LIVE);
        String before = browser.text(".progress h2");
        browser.run("window.notReloaded = true");

        sample.session(SampleTalk.all(true).get(3).again(9), 1);
        browser.until(
                "another conversation", () -> !browser.text(".progress h2").equals(before));
        assertThat(browser.run("return window.notReloaded")).isEqualTo(true);

        store.write(new Change.RunStatusChanged(
                SampleStore.LIVE, RunStatus.FINISHED, SampleStore.BEGIN.plus(Duration.ofDays(3)), List.of()));
        store.runs().release(SampleStore.LIVE, "somebody");
        browser.until("the end", () -> browser.text(".about .chip").equals("finished"));
    }

    @Test
    void reviewsByOneKeyEach() {
        browser.open("/review");
        browser.find(".list a").click();
        String first = browser.text(".side .quiet");
        browser.type("input[name=person]", "Ann")
                .press(org.openqa.selenium.Keys.ESCAPE)
                .press("y");
        browser.until("the second", () -> !browser.text(".side .quiet").equals(first));
        String second = browser.text(".side .quiet");
        browser.press("x");
        browser.until("the third", () -> !browser.text(".side .quiet").equals(second));
        String third = browser.text(".side .quiet");
        browser.press("s");
        browser.until("the fourth", () -> !browser.text(".side .quiet").equals(third));
    }

    @Test
    void drawsPlotsInBothThemes() {
        browser.open("/runs/" + SampleStore.FIRST);
        browser.until("three plots", () -> browser.texts(".plot canvas").size() == 3);
        browser.find("[data-does=theme]").click();
        assertThat(browser.run("return document.documentElement.dataset.theme")).isIn("dark", "light");
        browser.open("/");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isIn("dark", "light");
    }

    @Test
    void showsTimesInTheReadersZone() {
        browser.open("/sessions/sim-abc123-0001");

        assertThat(browser.text(".over time")).contains("10:30");
        assertThat(browser.find(".over time").getDomAttribute("title")).isEqualTo("2026-11-02 09:30 UTC");
    }
}
