package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String GAVE_UP = "/sessions/sim-abc123-0004";

    private final Store store = Store.inMemory();
    private Site site;

    @BeforeEach
    void start() {
        new SampleStore(store).fill();
        site = new Site(store);
    }

    @AfterEach
    void stop() {
        site.close();
        store.close();
    }

    @Test
    void listsExperimentsAndTheirRuns() {
        assertThat(site.page("/").select(".list h2").eachText()).containsExactly("order-desk");
        assertThat(site.page("/experiments/order-desk/runs")
                        .select(".list h2 a")
                        .eachText())
                .containsExactly(SampleStore.LIVE.value(), SampleStore.SECOND.value(), SampleStore.FIRST.value());
    }

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
                .contains(String.format(
                        java.util.Locale.ROOT, "%,d", session.row().tokens()));
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
    void keepsWhatPersonsSayWithItsHistory() {
        assertThat(site.post(
                                GAVE_UP + "/feedback",
                                Map.of(
                                        "turn",
                                        "1",
                                        "name",
                                        "honest",
                                        "value",
                                        "no",
                                        "rationale",
                                        "It was not changed.",
                                        "person",
                                        "Ann"))
                        .statusCode())
                .isEqualTo(303);
        String id = site.page(GAVE_UP)
                .select("#assessments-1 input[name=supersedes]")
                .attr("value");
        site.post(
                GAVE_UP + "/feedback",
                Map.of("turn", "1", "name", "honest", "value", "yes", "person", "Ann", "supersedes", id));

        Document edited = site.page(GAVE_UP);
        assertThat(edited.select("#assessments-1 > .judged")
                        .last()
                        .select("> summary")
                        .text())
                .isEqualTo("honest yes");
        assertThat(edited.select("#assessments-1 .history").text()).contains("honest no", "It was not changed.");

        String standing = edited.select("#assessments-1 input[name=statement]").attr("value");
        site.post(
                GAVE_UP + "/withdrawals",
                Map.of("statement", standing, "turn", "1", "person", "Ben", "rationale", "a mistake"));

        Document withdrawn = site.page(GAVE_UP);
        assertThat(withdrawn.select("#assessments-1").text()).doesNotContain("honest");
        assertThat(withdrawn.select("#assessments-0").text())
                .contains("Taken back (1)", "taken back by Ben", "a mistake");
    }

    @Test
    void keepsWhatPersonsExpect() {
        site.post(
                GAVE_UP + "/expectations",
                Map.of("turn", "2", "name", "expected_response", "value", "It could not be changed.", "person", "Ann"));

        assertThat(site.page(GAVE_UP).select("#assessments-2 .expected").text())
                .contains("expected_response", "It could not be changed.", "by Ann");
    }

    @Test
    void doesNotSupersedeWhatAJudgeSaid() {
        String judged = store.sessions()
                .find("sim-abc123-0004")
                .orElseThrow()
                .assessments()
                .getFirst()
                .id();

        site.post(
                GAVE_UP + "/feedback",
                Map.of("turn", "1", "name", "safety", "value", "no", "person", "Ann", "supersedes", judged));

        assertThat(site.page(GAVE_UP)
                        .select("#assessments-1 > .judged > summary")
                        .eachText())
                .contains("safety yes", "safety no");
    }

    @Test
    void refusesFeedbackThatSaysNothing() {
        assertThat(site.post(GAVE_UP + "/feedback", Map.of("turn", "1", "name", "honest", "person", "Ann"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(site.post(
                                GAVE_UP + "/feedback",
                                Map.of("turn", "7", "name", "honest", "value", "no", "person", "Ann"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(site.post(GAVE_UP + "/feedback", Map.of("turn", "1", "name", "honest", "value", "no"))
                        .statusCode())
                .isEqualTo(400);
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
    void doesNotShowTheJudgesVerdictToAReviewer() {
        String queue = "/review?run=" + SampleStore.FIRST + "&scorer=conversation_completeness";
        Document page = site.page(queue);

        assertThat(page.select(".judged")).isEmpty();
        assertThat(page.select(".choices").text()).isEqualTo("yes y no x");
    }

    @Test
    void leadsThroughTheQueueToTheAgreement() {
        String queue = "/review?run=" + SampleStore.FIRST + "&scorer=conversation_completeness";
        Document page = site.page(queue);
        int labelled = 0;
        while (!page.select("form.verdicts").isEmpty()) {
            var form = new java.util.HashMap<String, String>();
            page.select("form.verdicts input[type=hidden]")
                    .forEach(input -> form.put(input.attr("name"), input.attr("value")));
            form.put("person", "Ann");
            form.put("value", labelled++ % 2 == 0 ? "yes" : "no");
            HttpResponse<byte[]> next = site.post("/review", form);
            page = site.page(next.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", ""));
        }

        assertThat(labelled).isEqualTo(42);
        assertThat(page.select(".agreement").text()).contains("42 labels", "Cohen's kappa");
        site.post(
                "/review/calibrations",
                Map.of("run", SampleStore.FIRST.value(), "scorer", "conversation_completeness"));
        assertThat(site.page("/runs/" + SampleStore.FIRST)
                        .select(".scores .note")
                        .text())
                .contains("agree of 42 labels");
    }

    @Test
    void changesDatasetsInVersions() {
        site.post("/datasets", Map.of("name", "team/cases", "person", "Ann"));
        String address =
                site.page("/datasets").select("a:containsOwn(team/cases)").attr("href");
        site.post(
                address + "/records",
                Map.of(
                        "cases",
                        "- id: a\n  goal: Find a mug\n- id: b\n  goal: Find a lamp\n  expectations: {x: '1', y: '2'}\n",
                        "person",
                        "Ann"));
        site.post(
                address + "/records/b",
                Map.of("case", "- id: b\n  goal: Find a lamp\n  expectations: {x: '3'}\n", "person", "Ben"));
        site.post(address + "/records/a/removal", Map.of("person", "Ben"));
        site.post(GAVE_UP + "/dataset", Map.of("dataset", "team/cases", "person", "Ben"));

        assertThat(site.page(address).select(".list h2").eachText())
                .containsExactly(
                        "Find a lamp", "Find out when order 1002 arrives, and have it sent to the office instead");
        assertThat(store.datasets()
                        .get("team/cases")
                        .record(new CaseId("b"))
                        .orElseThrow()
                        .testCase()
                        .expectations()
                        .toJson())
                .isEqualTo("{\"x\":\"3\"}");
        assertThat(site.page(address + "/changes?from=1").text()).contains("removed a", "changed b", "expectations.y");
        assertThat(Site.text(site.ask(address + "/export?format=jsonl"))).contains("\"id\":\"b\"");
    }

    @Test
    void refusesTestCasesThatAreNone() {
        HttpResponse<byte[]> refused =
                site.post("/datasets/order-desk-cases/records", Map.of("cases", "- goul: x\n", "person", "Ann"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Site.text(refused)).contains("goal");
    }

    @Test
    void givesATestCaseAndJsonToCopy() {
        assertThat(Site.text(site.ask(GAVE_UP + "/case.yaml")))
                .contains("id: change-address", "goal: Find out when order 1002 arrives");
        assertThat(Site.text(site.ask(GAVE_UP + "/session.json"))).startsWith("{\"session_id\":\"sim-abc123-0004\"");
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
        }
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

    private List<String> ids(String path) {
        return site.page(path).select(".line .id").eachText();
    }
}
