package dev.rehearsal.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.store.Store;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** What is in a conversation stays text in every report, wherever it stands: design contract 7. */
class HostileTextTest {
    private static final Set<String> TAGS = Set.of(
            "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "p", "span", "h1",
            "h2", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "strong", "b", "code", "pre", "svg", "line",
            "rect", "table", "thead", "tbody", "tr", "th", "td");
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "id",
            "title",
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "aria-label",
            "aria-hidden",
            "role",
            "viewbox",
            "preserveaspectratio",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "width",
            "height");

    private final Store store = Store.inMemory();

    static List<String> payloads() {
        return List.of(
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)' x='",
                "\" autofocus onfocus=alert(1) x=\"",
                "</style><script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</details></section><iframe src=//evil.example>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<style>@import 'http://evil.example/x.css';</style>",
                "<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<!-- --><b>",
                "]]><script>alert(1)</script>",
                "${7*7} @if(true) #{7*7} {{7*7}} $unsafe{x}",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<base href=//evil.example><form action=//evil.example><input type=submit>",
                "<meta http-equiv=refresh content='0;url=//evil.example'>",
                "\u0000<\u0000script>\u001b[31mred\u202etxt.exe\ufeff",
                "=cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd",
                "![x](http://evil.example/x.png) [y](javascript:alert(1)) @everyone #1 `x` ~~~\n```\n</pre>\n\n# head\n| a |\n<img src=x>",
                "a\ud800b");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void staysTextOnThePage(String text) {
        Document page = Jsoup.parse(SampleRun.write(new HtmlReport(), SampleRun.saying(store, text)));

        assertThat(page.getAllElements().stream().map(Element::normalName).filter(tag -> !tag.equals("#root")))
                .isSubsetOf(TAGS);
        assertThat(page.getAllElements().stream()
                        .flatMap(each -> each.attributes().asList().stream())
                        .map(attribute -> attribute.getKey().toLowerCase(java.util.Locale.ROOT)))
                .isSubsetOf(ATTRIBUTES);
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("meta")).hasSize(5);
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            assertThat(page.select(".said p").eachText())
                    .contains(Jsoup.parse("").text(text).text());
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void leavesXmlWellFormed(String text) throws Exception {
        String xml = SampleRun.write(new JUnitReport(), SampleRun.saying(store, text));

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.replace('\ud800', '\ufffd'))));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void givesASpreadsheetNoFormula(String text) throws Exception {
        String csv = SampleRun.write(new CsvReport(), SampleRun.saying(store, text));

        var mapper = new com.fasterxml.jackson.dataformat.csv.CsvMapper();
        List<String[]> rows = mapper.readerFor(String[].class)
                .with(com.fasterxml.jackson.dataformat.csv.CsvParser.Feature.WRAP_AS_ARRAY)
                .<String[]>readValues(csv)
                .readAll();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).hasSameSizeAs(rows.getLast());
        for (String[] row : rows) {
            assertThat(row).noneMatch(cell -> cell.strip().matches("(?s)[=+\\-@].*"));
        }
    }

    /** Markdown is read here as its HTML blocks are: nothing of a conversation is left that any reader would take for markup. */
    @ParameterizedTest
    @MethodSource("payloads")
    void staysTextInAComment(String text) {
        String markdown = SampleRun.write(new MarkdownReport(), SampleRun.saying(store, text));

        Document comment = Jsoup.parse(markdown);
        assertThat(comment.getAllElements().stream().map(Element::normalName))
                .isSubsetOf("#root", "html", "head", "body", "details", "summary", "code", "pre");
        assertThat(markdown.replaceAll("&#[0-9]+;", "").replaceAll("(?m)^#{3} ", ""))
                .doesNotContain("![", "](", "`", "~~~", "@", "#", "*", "\\");
        assertThat(markdown.lines().filter(line -> line.equals("</pre>"))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void isTheSameTextInJson(String text) throws Exception {
        EvaluationResult result = SampleRun.saying(store, text);
        var json = new com.fasterxml.jackson.databind.ObjectMapper();

        var line = json.readTree(SampleRun.write(new JsonLinesReport(), result));
        assertThat(line.at("/conversation/0/user").asText()).isEqualTo(text);
        var all = json.readTree(SampleRun.write(new JsonReport(), result));
        assertThat(all.at("/sessions/0")).isEqualTo(line);
        assertThat(SampleRun.write(new JsonLinesReport(), result)).doesNotContain("\u001b", "\u202e", "\ufeff");
    }

    @Test
    void loadsNothingAndRunsNothing() {
        Document page = Jsoup.parse(SampleRun.write(new HtmlReport(), SampleRun.shop(store)));

        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        String style = page.selectFirst("style").data();
        assertThat(policy)
                .startsWith("default-src 'none'")
                .contains("'" + Style.hash(style) + "'")
                .doesNotContain("unsafe");
        assertThat(page.select("script, link, img, iframe, object, embed, form, [src], [href], [style]"))
                .isEmpty();
        assertThat(style).doesNotContain("url(", "@import", "http");
    }
}
