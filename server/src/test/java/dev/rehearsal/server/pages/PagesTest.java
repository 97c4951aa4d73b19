package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String GAVE_UP = "/sessions/sim-abc123-0004";

    private final Store store = SampleStore.inMemory();

    @AutoClose
    private final Site site = new Site(store);

    @Test
    void listsExperimentsAndTheirRuns() {
        assertThat(site.page("/").select(".list h2").eachText()).containsExactly("order-desk");
        assertThat(site.page("/experiments/order-desk/runs")
                        .select(".list h2 a")
                        .eachText())
                .containsExactly(SampleStore.LIVE.value(), SampleStore.SECOND.value(), SampleStore.FIRST.value());
    }

    @Test
    void showsARun() {
        Document page = site.page("/runs/" + SampleStore.FIRST);

        assertThat(page.select(".facts").text())
                .contains("http://localhost:8080/chat", "1.4.2", "openai:/gpt-4o-mini", "24 × 2 trials");
        assertThat(page.select(".scores").text())
                .contains("conversation_completeness mean not calibrated", "safety mean");
        assertThat(page.select(".bars").text()).contains("goal achieved", "agent failed", "stalled");
        assertThat(page.select("table").text()).contains("user", "agent", "judge", "together");
        assertThat(page.select(".facts").text()).doesNotContain("Not run");
        assertThat(page.select(".over .chip").text()).isEqualTo("finished");
        assertThat(page.select(".gate").attr("hx-get")).isEqualTo("/runs/" + SampleStore.FIRST + "/verdict");
        assertThat(site.page("/runs/" + SampleStore.FIRST + "/verdict").text())
                .contains("gate not met", "conversation_completeness/mean is 0.");
        assertThat(site.page("/runs/" + SampleStore.SECOND + "/verdict").text()).isEqualTo("gate met");
        Document figures = site.page("/runs/" + SampleStore.FIRST + "/figures");
        assertThat(figures.select("figcaption h2").eachText())
                .containsExactly("Turns to the goal", "Latency of answers", "Cost of a session");
    }

    @Test
    void comparesRunsCaseByCase() {
        Document page = site.page("/compare/differences?first=" + SampleStore.FIRST + "&second=" + SampleStore.SECOND);

        assertThat(page.select(".difference > summary").text())
                .contains("stop_reason/goal_achieved better", "inside the noise");
        String pair = page.select(".cases a").attr("href");
        assertThat(site.page(pair).select(".two.heads .chip").size()).isEqualTo(2);
    }

    @Test
    void saysWhyRunsCannotBeCompared() {
        assertThat(site.page("/compare/differences?first=nobody&second=" + SampleStore.SECOND)
                        .text())
                .contains("not in the store");
        assertThat(site.page("/compare/differences?first=" + SampleStore.SECOND + "&second=" + SampleStore.SECOND)
                        .text())
                .contains("same run twice");
    }

    @Test
    void saysWhatToDoWhereNothingIs() {
        try (Store empty = Store.inMemory();
                Site bare = new Site(empty)) {
            for (String path : List.of(
                    "/",
                    "/sessions",
                    "/compare",
                    "/review",
                    "/datasets",
                    "/experiments/none/runs",
                    "/experiments/none/sessions",
                    "/experiments/none/datasets")) {
                assertThat(bare.page(path).select(".nothing").text()).as(path).isNotBlank();
            }
            assertThat(bare.page("/review").select("pre").text()).startsWith("rehearse score latest --scorer");
        }
    }

    @Test
    void saysThatAShortTextTakesLong() {
        for (String text : List.of("er", "%E8%8C%B6", "or+er")) {
            assertThat(site.page("/sessions?text=" + text).select("#rows .hint").text())
                    .as(text)
                    .startsWith("Every session is read");
        }
        for (String text : List.of("ord", "%E8%8C%B6%E5%A3%B6", "er+ord")) {
            assertThat(site.page("/sessions?text=" + text).select("#rows .hint"))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void leadsOnFromEveryList() {
        assertThat(site.page("/").select(".row .main a").eachText())
                .containsExactly("order-desk", SampleStore.LIVE.value());
        assertThat(site.page("/experiments/order-desk/runs")
                        .select("input[checked]")
                        .eachAttr("value"))
                .containsExactly(SampleStore.LIVE.value(), SampleStore.SECOND.value());
        assertThat(site.page("/compare").select("option[selected]").eachAttr("value"))
                .containsExactly(SampleStore.SECOND.value());
        assertThat(site.page("/datasets/order-desk-cases").select(".hint").text())
                .contains("rehearse evaluate dataset:order-desk-cases@");
        assertThat(site.page("/datasets/order-desk-cases").select(".more").text())
                .contains("Context and guidelines");
    }

    @Test
    void saysThatThereIsNoSuchThing() {
        for (String path : List.of(
                "/sessions/nobody",
                "/runs/nobody",
                "/datasets/nobody",
                "/assets/x/passwd",
                "/compare/sessions?first=x&second=y")) {
            assertThat(site.ask(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void isSmallOnTheWire() throws IOException {
        for (String path : List.of("/", "/sessions", GAVE_UP, "/runs/" + SampleStore.FIRST)) {
            Document page = site.page(path);
            long bytes = zipped(site.ask(path).body());
            for (String file : page.select("script[src], link[rel=stylesheet]").stream()
                    .map(each -> each.attr("src") + (each.hasAttr("src") ? "" : each.attr("href")))
                    .toList()) {
                HttpResponse<byte[]> asset = site.ask(file);
                assertThat(asset.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
                bytes += zipped(asset.body());
            }
            assertThat(bytes).as(path).isLessThan(150_000);
        }
    }

    private static long zipped(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.size();
    }
}
