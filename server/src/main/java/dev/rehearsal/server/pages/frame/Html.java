package dev.rehearsal.server.pages.frame;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Sends what a template makes. */
public final class Html {
    private static final HtmlInterceptor NONE = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    private Html() {}

    /** A compiled template with its parameters. */
    @FunctionalInterface
    public interface Template {
        void render(HtmlTemplateOutput output, HtmlInterceptor interceptor);
    }

    /** Answers with the page; what changes all the time is never taken from a cache. */
    public static void send(Context context, Template template) {
        context.header("Cache-Control", "no-store");
        context.contentType("text/html; charset=utf-8").result(text(template));
    }

    /** What the template makes. */
    public static String text(Template template) {
        var text = new StringOutput();
        template.render(new OwaspHtmlTemplateOutput(text), NONE);
        return text.toString();
    }

    /** Whether the browser wants a part of a page to put into the one that it has. */
    public static boolean wantsPart(Context context) {
        return "true".equals(context.header("HX-Request"))
                && !"true".equals(context.header("HX-Boosted"))
                && !"true".equals(context.header("HX-History-Restore-Request"));
    }
}
