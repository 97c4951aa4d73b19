package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions in lists, and one by itself. */
class SessionPagesTest {
    private static final String GAVE_UP = "/sessions/sim-abc123-0004";

    private final Store store = SampleStore.inMemory();

    @AutoClose
    private final Site site = new Site(store);

    @Test
    void showsWhatIsInASession() {
        Document page = site.page(GAVE_UP);

        assertThat(page.select("h1").text())
                .isEqualTo("Find out when order 1002 arrives, and have it sent to the office instead");
        assertThat(page.select(".about").text())
                .contains(
                        "user gave up",
                        "Thanks, bye.",
                        "Polite, but loses patience",
                        "Name the office",
                        "tom@example.com");
        assertThat(page.select("#turn-1 .said.user").text()).contains("When will order 1002 arrive?");
        assertThat(page.select("#turn-1 .tool.failed pre").text()).contains("its address cannot be changed");
        assertThat(page.select("#assessments-1 .judged summary").eachText()).contains("safety yes");
        assertThat(page.select("#assessments-0").text())
                .contains(
                        "conversation_completeness no",
                        "judge openai:/gpt-4o",
                        "prompt conversation_completeness/1",
                        "not calibrated");
        assertThat(page.select("#turn-1 .waterfall > li").size()).isEqualTo(6);
    }

    @Test
    void sumsUpTokensAndLatencyOfAllTurns() {
        Document page = site.page(GAVE_UP);

        SessionRecord session = store.sessions().find("sim-abc123-0004").orElseThrow();
        assertThat(page.select(".figures").text())
                .contains(String.format(Locale.ROOT, "%,d", session.row().tokens()));
        assertThat(page.select(".figures dt").eachText())
                .containsExactly("turns", "agent's latency", "took", "tokens", "cost");
    }

    @Test
    void filtersSortsAndPagesSessions() {
        assertThat(ids("/sessions?stop_reason=user_gave_up&run=" + SampleStore.FIRST))
                .allMatch(id -> id.startsWith("sim-abc123"));
        assertThat(site.page("/sessions?text=" + "%E8%8C%B6%E5%A3%B6")
                        .select(".line .goal, .line .what")
                        .text())
                .contains("红色茶壶");
        assertThat(site.page("/sessions?scorer=conversation_completeness&value=no")
                        .select(".line .end .chip")
                        .eachText())
                .doesNotContain("goal achieved");
        Document first = site.page("/sessions");
        Document second = site.page(first.select("a[rel=next]").attr("href"));
        assertThat(second.select(".line .id").eachText())
                .doesNotContainAnyElementsOf(first.select(".line .id").eachText());
        assertThat(ids(second.select("a[rel=prev]").attr("href")))
                .isEqualTo(first.select(".line .id").eachText());
    }

    @Test
    void saysWhyAListCannotBe() {
        assertThat(site.page("/sessions?metadata=build").select(".nothing").text())
                .contains("metadata:build=17");
        assertThat(site.page("/sessions?sort=newst").select(".nothing").text()).contains("newest");
    }

    @Test
    void goesOnInTheListThatTheReaderCameFrom() {
        Document list = site.page("/sessions?stop_reason=user_gave_up");
        String one = list.select(".line .what a").get(1).attr("href");
        List<String> ids = list.select(".line .id").eachText();

        Document page = site.page(one);

        assertThat(page.select("a[rel=prev]").attr("href")).contains(ids.get(0));
        assertThat(page.select("a[rel=next]").attr("href")).contains(ids.get(2));
    }

    @Test
    void sendsOnlyTheRowsWhereOnlyTheyAreWanted() {
        HttpResponse<byte[]> part = site.ask("/sessions?stop_reason=stalled", "HX-Request", "true");

        assertThat(Site.text(part)).doesNotContain("<html").contains("stalled");
    }

    @Test
    void givesATestCaseAndJsonToCopy() {
        assertThat(Site.text(site.ask(GAVE_UP + "/case.yaml")))
                .contains("id: change-address", "goal: Find out when order 1002 arrives");
        assertThat(Site.text(site.ask(GAVE_UP + "/session.json"))).startsWith("{\"session_id\":\"sim-abc123-0004\"");
    }

    private List<String> ids(String path) {
        return site.page(path).select(".line .id").eachText();
    }
}
