package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.real.Chromium;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, which looks at a site; scripts/install-chromium brings it. */
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** Notices whatever runs that should not: a payload that calls a dialog, or that the page's policy stops. */
    private static final String WATCH = """
            window.seen = [];
            for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval']) {
              window[name] = () => { window.seen.push(name + ' was called'); };
            }
            document.addEventListener('securitypolicyviolation', (event) =>
              window.seen.push(event.violatedDirective + ' stopped ' + event.blockedURI + ' ' + event.sample));
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern REQUESTED =
            Pattern.compile("(?s)^.*?\"documentURL\".*?\"request\":\\{.*?\"url\":\"(.*?)\".*$");
    private static final Pattern EVENT = Pattern.compile("(?s)^.*?\"eventName\":\"(.*?)\".*$");

    private final Site site;
    private final ChromeDriver driver;
    private final List<String> network = new ArrayList<>();

    Browser(Site site) {
        this.site = site;
        assertThat(List.of(Chromium.BINARY, DRIVER))
                .as("run scripts/install-chromium first")
                .allMatch(Files::exists);
        var options = new ChromeOptions();
        options.setBinary(Chromium.BINARY.toFile());
        options.addArguments(Chromium.ALONE);
        options.addArguments(
                "--hide-scrollbars", "--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--lang=en-US");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
        laptop();
    }

    static Browser of(Store store) {
        return new Browser(new Site(store));
    }

    Browser laptop() {
        return size(1366, 860);
    }

    Browser phone() {
        return size(360, 780);
    }

    private Browser size(int width, int height) {
        driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    Browser theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        return this;
    }

    Browser open(String path) {
        driver.get(site.address(path).toString());
        return this;
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    WebElement link(String text) {
        return driver.findElement(By.linkText(text));
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    String text(String css) {
        return find(css).getText();
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** Presses keys, whatever has the focus. */
    Browser press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    Browser type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    Browser choose(String css, String value) {
        find(css + " option[value='" + value + "']").click();
        return this;
    }

    Browser enter() {
        return press(Keys.ENTER);
    }

    /** Waits for what a person would wait for. */
    Browser until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(holds)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " does not come; the page is " + address() + ":\n" + text("body"));
            }
            LockSupport.parkNanos(50_000_000);
        }
        return this;
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (StaleElementReferenceException | NoSuchElementException e) {
            return false; // the page is just changing
        }
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    String title() {
        return driver.getTitle();
    }

    /** What ran that should not, or was stopped by the page's policy, since the page was opened. */
    List<String> seen() {
        @SuppressWarnings("unchecked")
        List<String> seen = (List<String>) driver.executeScript("return window.seen");
        return seen;
    }

    /** What the browser complains about since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked for from elsewhere since it was asked last. */
    List<String> requestsElsewhere() {
        String own = site.address("/").toString();
        return network("Network.requestWillBeSent", REQUESTED).stream()
                .filter(url -> !url.startsWith(own) && !url.startsWith("data:") && !url.equals("about:blank"))
                .toList();
    }

    /** The names of the server-sent events that came since it was asked last. */
    List<String> serverSentEvents() {
        return network("Network.eventSourceMessageReceived", EVENT);
    }

    private List<String> network(String method, Pattern wanted) {
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().forEach(entry -> network.add(entry.getMessage()));
        List<String> found = network.stream()
                .filter(message -> message.contains("\"" + method + "\""))
                .map(message -> wanted.matcher(message).replaceFirst("$1"))
                .toList();
        network.removeIf(message -> message.contains("\"" + method + "\""));
        return found;
    }

    /** What axe finds that is serious or critical. */
    List<String> barriers() {
        driver.executeScript(axe());
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({ resultTypes: ['violations'] }).then((results) => done(results.violations
                  .filter((each) => ['serious', 'critical'].includes(each.impact))
                  .flatMap((each) => each.nodes.map((node) => each.id + ': ' + node.html.slice(0, 200) + ' – ' + node.failureSummary))));
                """);
        @SuppressWarnings("unchecked")
        List<String> barriers = (List<String>) found;
        return barriers;
    }

    private static String axe() {
        var properties = new Properties();
        try (InputStream pom =
                Browser.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            properties.load(pom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String script = "/META-INF/resources/webjars/axe-core/" + properties.getProperty("version") + "/axe.min.js";
        try (InputStream in = Browser.class.getResourceAsStream(script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
        site.close();
    }
}
