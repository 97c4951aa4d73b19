package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.server.RawClient.Response;
import dev.rehearsal.store.Store;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyTest {
    private static final String TOKEN = "a-token-of-24-characters";
    private static final String HTML = "Accept: text/html";

    private final Store store = Store.inMemory();
    private RehearsalServer server =
            RehearsalServer.builder(store).port(0).build().start();
    private RawClient client = new RawClient(server.address());

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    private void restart(ServerBuilder builder) {
        server.close();
        server = builder.port(0).build().start();
        client = new RawClient(server.address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7117",
                "127.0.0.1.evil.example",
                "user@127.0.0.1",
                "",
                "localhost/x"
            })
    void answersToNoOtherName(String host) {
        assertThat(client.get("/health", "Host: " + host).status()).isIn(400, 421);
    }

    @Test
    void answersToItsOwnNamesAndToThoseItWasGiven() {
        restart(RehearsalServer.builder(store).allowedHost("rehearsal.example"));

        for (String host : List.of("localhost:1", "127.0.0.1:9", "[::1]", "LOCALHOST", "Rehearsal.example")) {
            assertThat(client.get("/health", "Host: " + host).status()).as(host).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: http://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void takesNoChangeFromAnotherSite(String header) {
        assertThat(client.post("/api/v1/nothing", "{}", header).status()).isEqualTo(403);
        assertThat(client.send("DELETE", "/api/v1/nothing", "", header).status())
                .isEqualTo(403);
    }

    @Test
    void takesChangesFromItsOwnPagesAndFromPrograms() {
        String own = "Origin: http://" + server.address().getAuthority();

        assertThat(client.post("/api/v1/nothing", "{}", own, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/api/v1/nothing", "{}").status()).isEqualTo(404);
        assertThat(client.get("/health", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
    }

    @Test
    void tellsBrowsersToLetNothingOfOthersRun() {
        for (Response response : List.of(client.get("/health"), client.get("/nothing", HTML), client.get("/", HTML))) {
            assertThat(response.header("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.header("Referrer-Policy")).hasValue("same-origin");
            assertThat(response.header("Cross-Origin-Opener-Policy")).hasValue("same-origin");
            assertThat(response.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
            assertThat(response.header("Server")).isEmpty();
        }
    }

    @Test
    void showsNothingWithoutTheToken() {
        restart(RehearsalServer.builder(store).token(TOKEN));

        Response program = client.get("/api/v1/runs");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(program.body()).contains("Authorization: Bearer").doesNotContain(TOKEN);
        assertThat(client.get("/metrics").status()).isEqualTo(401);
        assertThat(client.get("/nothing").status()).isEqualTo(401);
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(client.get("/nothing", "Authorization: Bearer " + TOKEN).status())
                .isEqualTo(404);
        assertThat(client.get("/nothing", "Authorization: Bearer " + TOKEN + "x")
                        .status())
                .isEqualTo(401);
        Response browser = client.get("/runs?a=b", HTML);
        assertThat(browser.status()).isEqualTo(303);
        assertThat(browser.header("Location")).hasValue("/login?next=%2Fruns%3Fa%3Db");
    }

    @Test
    void givesABrowserAPassThatNoScriptReads() {
        restart(RehearsalServer.builder(store).token(TOKEN));
        String form = "Content-Type: application/x-www-form-urlencoded";

        Response refused = client.post("/login", "token=wrong&next=/runs", form);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Set-Cookie")).isEmpty();
        Response let = client.post("/login", "token=" + TOKEN + "&next=/runs", form);
        assertThat(let.status()).isEqualTo(303);
        assertThat(let.header("Location")).hasValue("/runs");
        String cookie = let.header("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
        String pass = "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
        assertThat(client.get("/nothing", pass).status()).isEqualTo(404);
        assertThat(client.get("/nothing", pass + "0").status()).isEqualTo(401);
        assertThat(client.get("/nothing", pass.replaceFirst("=.", "=9")).status())
                .isEqualTo(401);
        for (String away :
                List.of("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)")) {
            assertThat(client.post("/login", "token=" + TOKEN + "&next=" + away, form)
                            .header("Location"))
                    .hasValue("/");
        }
    }

    @Test
    void letsNobodyTryTokensFast() {
        restart(RehearsalServer.builder(store).token(TOKEN));
        Response last = client.get("/login");
        for (int i = 0; i < 11; i++) {
            last = client.post("/login", "token=x" + i, "Content-Type: application/x-www-form-urlencoded");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).hasValue("60");
    }

    @Test
    void refusesWhatIsTooLarge() {
        restart(RehearsalServer.builder(store).mostBytes(1_000));
        String long1 = "x".repeat(2_000);

        Response sized = client.post("/api/v1/nothing", long1);
        assertThat(sized.status()).isEqualTo(413);
        assertThat(sized.body()).contains("\"status\":413", "send less at once").doesNotContain("<");
        String head = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        restart(RehearsalServer.builder(store).token(TOKEN).mostBytes(1_000));
        Response chunked = client.exchange(
                head, ("7d0\r\n" + long1 + "\r\n0\r\n\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(chunked.status()).isEqualTo(413);
    }

    /** Such requests are refused before anything of ours sees them. */
    @Test
    void refusesWhatCannotBeReadInTheSameWords() {
        Response climbing = client.get("/assets/%2e%2e/%2e%2e/etc/passwd");

        assertThat(climbing.status()).isEqualTo(400);
        assertThat(climbing.header("Content-Type")).hasValue("application/problem+json");
        assertThat(climbing.body()).contains("\"status\":400").doesNotContain("<", "Jetty");
    }

    @Test
    void refusesWhoAsksTooOften() {
        restart(RehearsalServer.builder(store).requestsPerSecond(3));
        Response last = client.get("/health");
        for (int i = 0; i < 50 && last.status() == 200; i++) {
            last = client.get("/health");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).hasValue("1");
    }

    @Test
    void saysWhatIsNotThereWithoutRepeatingIt() {
        Response program = client.get("/api/v1/%3Cscript%3E");
        assertThat(program.status()).isEqualTo(404);
        assertThat(program.header("Content-Type")).get().asString().startsWith("application/problem+json");
        assertThat(program.body()).contains("openapi.json").doesNotContain("<script");
        Response person = client.get("/%3Cscript%3Ealert(1)%3C/script%3E", HTML);
        assertThat(person.status()).isEqualTo(404);
        assertThat(person.header("Content-Type")).get().asString().startsWith("text/html");
        assertThat(person.body()).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/x/../../../../etc/passwd",
                "/assets/x/..%2f..%2f..%2fetc%2fpasswd",
                "/assets/x/%2e%2e/%2e%2e/pom.xml",
                "/assets/x//etc/passwd",
                "/..%5c..%5cwindows",
                "/%00",
                "/assets/x/rehearsal.js;x=y/../Pages.class"
            })
    void servesNothingOutsideOfItsResources(String path) {
        Response response = client.get(path);

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("root:", "<project", "at dev.rehearsal", "Exception");
    }

    @Test
    void knowsTheOtherMethods() {
        Response head = client.send("HEAD", "/health", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        Response wrong = client.send("DELETE", "/health", "");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).get().asString().contains("GET");
        assertThat(client.send("OPTIONS", "/health", "").status()).isIn(200, 204, 405);
        assertThat(client.send("TRACE", "/health", "").status()).isIn(400, 404, 405, 501);
    }

    @Test
    void showsNoStackTraceWhenSomethingBreaks() {
        store.close();

        Response response = client.get("/api/v1/runs");

        assertThat(response.status()).isIn(404, 503);
        assertThat(response.body()).doesNotContain("\tat ", "java.lang", "StoreException");
    }
}
