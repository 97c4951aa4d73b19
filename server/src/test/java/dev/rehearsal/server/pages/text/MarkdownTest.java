package dev.rehearsal.server.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void formatsWhatWasSaid() {
        assertThat(Markdown.html("**two** mugs\n\n1. green\n2. blue\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
                .contains("<strong>two</strong>", "<ol>", "<li>green</li>", "<td>1</td>");
    }

    @Test
    void keepsLineBreaks() {
        assertThat(Markdown.html("one\ntwo")).contains("one<br");
    }

    @Test
    void showsHtmlAsTheTextThatItIs() {
        String html = Markdown.html("a <b onclick=alert(1)>bold</b> <script>alert(1)</script> word");

        assertThat(Jsoup.parse(html).text()).isEqualTo("a <b onclick=alert(1)>bold</b> <script>alert(1)</script> word");
        assertThat(Jsoup.parse(html).select("b, script")).isEmpty();
    }

    @Test
    void namesImagesAndLoadsNone() {
        String html = Markdown.html("![a cat](https://example.com/cat.png)");

        assertThat(Jsoup.parse(html).select("img")).isEmpty();
        assertThat(Jsoup.parse(html).text()).isEqualTo("[image: a cat] https://example.com/cat.png");
    }

    @Test
    void linksToTheWebAndToMailOnly() {
        String html = Markdown.html("[a](https://example.com) [b](mailto:a@example.com) [c](javascript:alert(1))"
                + " [d](data:text/html,x) [e](/runs) [f](JaVaScRiPt:alert(1))");

        assertThat(Jsoup.parse(html).select("a[href]").eachAttr("href"))
                .containsExactly("https://example.com", "mailto:a@example.com");
        assertThat(Jsoup.parse(html).select("a[href]").eachAttr("rel"))
                .allMatch(rel -> Set.of(rel.split(" ")).containsAll(Set.of("noopener", "noreferrer", "nofollow")));
    }

    @Test
    void takesHeadingsForBoldLines() {
        assertThat(Jsoup.parse(Markdown.html("# Title")).body().children())
                .extracting(Element::outerHtml)
                .containsExactly("<p><strong>Title</strong></p>");
    }

    @Test
    void standsWhateverIsNestedHoweverDeep() {
        String deep = "> ".repeat(40_000) + "x";
        String brackets = "[".repeat(20_000) + "![".repeat(20_000);
        String stars = "*a **b ".repeat(14_000);

        assertThat(Markdown.html(deep)).contains("x");
        assertThat(Markdown.html(brackets)).isNotEmpty();
        assertThat(Markdown.html(stars)).isNotEmpty();
    }

    @Test
    void leavesLongTextsAsTheyAre() {
        String text = "**x** <i>".repeat(20_000);

        assertThat(Jsoup.parse(Markdown.html(text)).text()).isEqualTo(text.strip());
    }
}
