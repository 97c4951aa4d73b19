package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.store.Store;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatasetPagesTest {
    private static final String GAVE_UP = "/sessions/sim-abc123-0004";

    private final Store store = SampleStore.inMemory();

    @AutoClose
    private final Site site = new Site(store);

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
}
