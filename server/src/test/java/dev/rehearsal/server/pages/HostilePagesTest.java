package dev.rehearsal.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said is never more than text on a page, wherever it stands: looked at in what is sent. A browser looks in another test. */
class HostilePagesTest {
    private static final Set<String> FORBIDDEN = Set.of(
            "iframe",
            "object",
            "embed",
            "img",
            "image",
            "video",
            "audio",
            "base",
            "style",
            "frame",
            "frameset",
            "applet",
            "math",
            "foreignobject",
            "animate",
            "set",
            "use",
            "template",
            "portal",
            "marquee");

    private static Store store;
    private static HostileStore hostile;
    private static Site site;

    @BeforeAll
    static void start() {
        store = Store.inMemory();
        hostile = HostileStore.of(store, XssPayloads.all(), 40);
        site = new Site(store);
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void isOnlyTextInSessions() {
        for (SessionId session : hostile.sessions()) {
            assertHarmless(Address.ofSession(session.value()).toString());
        }
    }

    @Test
    void isOnlyTextInListsAndRuns() {
        String first = HostileStore.FIRST.value();
        String second = HostileStore.SECOND.value();
        var paths = new ArrayList<>(Site.pagesOf(first, "sim-aaaaaa1"));
        paths.add("/sessions?sort=turns&text=script");
        paths.add("/compare?first=" + first + "&second=" + second);
        paths.add("/compare/differences?first=" + first + "&second=" + second);
        paths.add("/compare/sessions?first=sim-aaaaaa0&second=sim-bbbbbb0");
        paths.add("/review?run=" + first + "&scorer=judged");
        paths.add("/datasets/hostile");
        paths.add("/datasets/hostile/changes");
        paths.forEach(HostilePagesTest::assertHarmless);
    }

    @Test
    void isOnlyTextWhereItIsSentBack() {
        for (String payload : XssPayloads.all().subList(0, 300)) {
            assertHarmless(Address.of("sessions")
                    .with("text", payload)
                    .with("scorer", payload)
                    .with("value", payload)
                    .with("metadata", payload)
                    .with("sort", payload)
                    .with("run", payload)
                    .with("after", payload)
                    .toString());
        }
    }

    private static void assertHarmless(String path) {
        Document page = site.page(path);
        var faults = new TreeSet<String>();
        for (Element element : page.getAllElements()) {
            String tag = element.normalName();
            if (FORBIDDEN.contains(tag)
                    || tag.equals("script") && !element.attr("src").startsWith("/assets/")
                    || tag.equals("script") && !element.data().isBlank()
                    || tag.equals("meta") && element.hasAttr("http-equiv")
                    || tag.equals("link") && !element.attr("href").startsWith("/assets/")) {
                faults.add(element.outerHtml());
            }
            for (Attribute attribute : element.attributes()) {
                if (isHarmful(attribute)) {
                    faults.add(tag + " " + attribute);
                }
            }
        }
        assertThat(faults).as(path).isEmpty();
    }

    private static boolean isHarmful(Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
        return name.startsWith("on")
                || name.equals("style")
                || name.equals("srcdoc")
                || name.startsWith("hx-on")
                || List.of("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post")
                                .contains(name)
                        && !value.matches("(?s)(/[^/\\\\]|/$|#|https?://|mailto:|\\?|sessions$).*");
    }
}
