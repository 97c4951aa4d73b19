package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What persons say and expect of sessions, and what they are asked. */
class PersonsOnPagesTest {
    private static final String GAVE_UP = "/sessions/sim-abc123-0004";

    private final Store store = SampleStore.inMemory();

    @AutoClose
    private final Site site = new Site(store);

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
    void doesNotShowTheJudgesVerdictToAReviewer() {
        String queue = "/review?run=" + SampleStore.FIRST + "&scorer=conversation_completeness";
        Document page = site.page(queue);

        assertThat(page.select(".judged, .goal-check")).isEmpty();
        assertThat(page.select(".side").text()).doesNotContain("Ended");
        assertThat(page.select(".choices").text()).isEqualTo("yes y no x");
    }

    @Test
    void leadsThroughTheQueueToTheAgreement() {
        String queue = "/review?run=" + SampleStore.FIRST + "&scorer=conversation_completeness";
        Document page = site.page(queue);
        int labelled = 0;
        while (!page.select("form.verdicts").isEmpty()) {
            var form = new HashMap<String, String>();
            page.select("form.verdicts input[type=hidden]")
                    .forEach(input -> form.put(input.attr("name"), input.attr("value")));
            form.put("person", "Ann");
            form.put("value", labelled++ % 2 == 0 ? "yes" : "no");
            HttpResponse<byte[]> next = site.post("/review", form);
            page = site.page(next.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", ""));
        }

        assertThat(labelled).isEqualTo(42);
        assertThat(page.select(".agreement").text())
                .contains("42 labels", "Cohen's kappa", "Where they disagree", "persons say", "the judge says");
        assertThat(page.select(".agreement tbody tr"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.select("td").get(1).text())
                        .isNotEqualTo(row.select("td").get(2).text()));
        assertThat(page.select(".agreement tbody a").attr("href")).startsWith("/sessions/sim-");
        site.post(
                "/review/calibrations",
                Map.of("run", SampleStore.FIRST.value(), "scorer", "conversation_completeness"));
        assertThat(site.page("/runs/" + SampleStore.FIRST)
                        .select(".scores .note")
                        .text())
                .contains("agree of 42 labels");
    }
}
