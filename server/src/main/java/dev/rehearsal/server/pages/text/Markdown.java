package dev.rehearsal.server.pages.text;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What somebody said, as Markdown made safe. Everything in it is hostile: HTML in it stands there as the text that it is, images are not
 * loaded but named, and only links to web and mail addresses are links. What commonmark gives passes a sanitizer, so that an error in one
 * of them lets nothing through.
 */
public final class Markdown {
    /** Longer texts, which nobody formats by hand, stand as they are. */
    private static final int LONGEST = 100_000;

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(50).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .nodeRendererFactory(PlainNodes::new)
            .build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "em",
                    "strong",
                    "del",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching(Pattern.compile("(?is)(https?://|mailto:).+"))
            .onElements("a")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .allowAttributes("start")
            .matching((element, attribute, value) -> value.matches("[0-9]{1,9}") ? value : null)
            .onElements("ol")
            .toFactory();

    private Markdown() {}

    /** The text as HTML. */
    public static Content of(String text) {
        String html = html(text);
        return output -> output.writeContent(html);
    }

    static String html(String text) {
        if (text.length() <= LONGEST) {
            try {
                return POLICY.sanitize(RENDERER.render(PARSER.parse(text)));
            } catch (StackOverflowError e) { // nested deeper than any text means to be
                return plain(text);
            }
        }
        return plain(text);
    }

    private static String plain(String text) {
        var html = new StringOutput();
        html.writeContent("<p>");
        new OwaspHtmlTemplateOutput(html).writeUserContent(text);
        html.writeContent("</p>");
        return html.toString();
    }
}
