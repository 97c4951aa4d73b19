package dev.rehearsal.server.pages;

import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Pictures of the main pages for the documentation, of the sample store: {@code scripts/screenshots}. */
final class Screenshots {
    private final Browser browser;
    private final Path folder;

    private Screenshots(Browser browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Store store = Store.inMemory();
        new SampleStore(store).fill();
        store.runs().lease(SampleStore.LIVE, "somebody", Duration.ofMinutes(5));
        var site = new Site(store);
        site.post(
                "/sessions/sim-abc123-0003/feedback",
                Map.of(
                        "turn",
                        "2",
                        "name",
                        "honest",
                        "value",
                        "no",
                        "rationale",
                        "It was told that the change failed.",
                        "person",
                        "Ann"));
        site.post(
                "/sessions/sim-abc123-0003/expectations",
                Map.of(
                        "turn",
                        "1",
                        "name",
                        "expected_response",
                        "value",
                        "Say that the address cannot be changed any more.",
                        "person",
                        "Ann"));
        try (var browser = new Browser(site)) {
            new Screenshots(browser, folder).take();
        }
        store.close();
    }

    private void take() throws IOException {
        String first = SampleStore.FIRST.value();
        String second = SampleStore.SECOND.value();
        browser.laptop().theme("light");
        take("sessions", "/experiments/order-desk/sessions?run=" + first + "&sort=case");
        take("session", "/sessions/sim-abc123-0003");
        take("run", "/runs/" + first);
        take("run-live", "/runs/" + SampleStore.LIVE);
        take("compare", "/compare?first=" + first + "&second=" + second);
        take("review", "/review?run=" + first + "&scorer=conversation_completeness");
        take("dataset", "/datasets/order-desk-cases");
        browser.theme("dark");
        take("session-dark", "/sessions/sim-abc123-0003");
        take("run-dark", "/runs/" + second);
        browser.phone().theme("light");
        take("session-phone", "/sessions/sim-abc123-0003");
        take("sessions-phone", "/sessions?stop_reason=user_gave_up");
    }

    private void take(String name, String page) throws IOException {
        browser.open(page);
        browser.until("all parts", () -> !browser.has("[hx-trigger^=load] > .empty"));
        browser.until(
                "all plots",
                () -> browser.texts(".plot").size()
                        == browser.texts(".plot canvas").size());
        Path file = folder.resolve(name + ".png");
        Files.write(file, browser.screenshot());
        System.out.println(file + " " + Files.size(file) / 1024 + " KB");
    }
}
