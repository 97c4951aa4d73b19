package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A team's PostgreSQL shows what a file does, on every page and to every program. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class PostgresPagesTest {
    private static final String FIRST = SampleStore.FIRST.value();
    private static final String SECOND = SampleStore.SECOND.value();

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static Shown file;
    private static Shown server;

    /** The same store in one of its kinds, and its pages. */
    private record Shown(Store store, Site site) implements AutoCloseable {
        static Shown of(String location) {
            Store store = Store.open(location);
            new SampleStore(store).fill();
            store.flush();
            var site = new Site(store);
            site.post(
                    "/sessions/sim-abc123-0004/feedback",
                    Map.of("turn", "0", "name", "tone", "value", "no", "rationale", "It pretends.", "person", "Ann"));
            return new Shown(store, site);
        }

        /** What is there, without what is each time another: ids and times of what was said and changed just now. */
        String page(String path) {
            HttpResponse<byte[]> response = site.ask(path);
            assertThat(response.statusCode())
                    .as(path + ": " + Site.text(response))
                    .isEqualTo(200);
            return Site.text(response)
                    .replace(store.location(), "STORE")
                    .replace(site.address("/").getAuthority(), "HOST")
                    .replaceAll("a-[0-9a-f]{28}", "ID")
                    .replaceAll("d-[0-9a-f]{32}", "ID")
                    .replaceAll("(?!2026-11-0)2[0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z| UTC)", "NOW");
        }

        @Override
        public void close() {
            site.close();
            store.close();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        server = Shown.of("postgresql://postgres@localhost:" + postgres.getPort() + "/postgres");
        file = Shown.of(folder.resolve("store.db").toString());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        file.close();
        postgres.close();
    }

    static List<String> pages() {
        return List.of(
                "/",
                "/experiments/order-desk/runs",
                "/experiments/order-desk/sessions",
                "/experiments/order-desk/datasets",
                "/runs/" + FIRST,
                "/runs/" + FIRST + "/figures",
                "/runs/" + FIRST + "/verdict",
                "/runs/" + SampleStore.LIVE,
                "/runs/" + SampleStore.LIVE + "/progress",
                "/sessions/sim-abc123-0004",
                "/sessions/sim-abc123-0003?run=" + FIRST + "&stop_reason=stalled",
                "/sessions/sim-abc123-0004/case.yaml",
                "/sessions/sim-abc123-0004/session.json",
                "/compare",
                "/compare/differences?first=" + FIRST + "&second=" + SECOND,
                "/compare/sessions?first=sim-abc123-0004&second=sim-def456-0004",
                "/review",
                "/review?run=" + FIRST + "&scorer=conversation_completeness",
                "/review?run=" + FIRST + "&scorer=relevance",
                "/datasets",
                "/datasets/order-desk-cases",
                "/datasets/order-desk-cases/changes",
                "/datasets/order-desk-cases/records/invoice",
                "/api/v1/experiments",
                "/api/v1/runs?status=finished",
                "/api/v1/runs/" + FIRST,
                "/api/v1/comparisons?first=" + FIRST + "&second=" + SECOND,
                "/api/v1/sessions?where=conversation_completeness=no&where=tag:topic=orders&sort=turns&count=true",
                "/api/v1/sessions?where=relevance%3C1&sort=score:relevance",
                "/api/v1/sessions/sim-abc123-0004",
                "/api/v1/review?run=" + FIRST + "&scorer=safety",
                "/api/v1/calibrations",
                "/api/v1/datasets",
                "/api/v1/datasets/order-desk-cases/records");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isTheSame(String path) {
        assertThat(server.page(path)).isEqualTo(file.page(path));
    }

    static List<String> lists() {
        return List.of(
                "run=" + FIRST,
                "stop_reason=stalled",
                "run=" + SECOND + "&stop_reason=goal_achieved",
                "scorer=conversation_completeness&value=no",
                "scorer=relevance&value=%3C1",
                "scorer=blame&value=agent&sort=oldest",
                "text=refund",
                "text=" + encoded("茶壶"),
                "text=" + encoded("红色") + "&run=" + FIRST,
                "text=MIA+order",
                "metadata=source%3Dtickets",
                "sort=oldest",
                "sort=case&run=" + FIRST,
                "sort=turns",
                "sort=cost",
                "sort=duration",
                "sort=score:relevance");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsTheSameSessionsPageByPage(String query) {
        String path = "/sessions?" + query;
        int pages = 0;
        while (!path.isEmpty()) {
            assertThat(server.page(path)).as(path).isEqualTo(file.page(path));
            Document page = server.site().page(path);
            assertThat(page.select(".line .id").eachText()).as(path).isNotEmpty();
            pages++;
            path = page.select("a[rel=next]").attr("href");
        }
        assertThat(pages).isLessThan(10);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
