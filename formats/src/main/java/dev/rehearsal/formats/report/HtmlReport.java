package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * A page for people, in one file that asks for nothing: no script, no image, no font, and a policy that would allow none. Conversations
 * stand on it the worst first, up to a thousand; a browser shows no more with ease.
 */
final class HtmlReport implements Report {
    private static final int MOST = 1000;

    private final int most;

    HtmlReport() {
        this(MOST);
    }

    /** @param most how many conversations there are at most on the page */
    HtmlReport(int most) {
        this.most = most;
    }

    @Override
    public String name() {
        return "html";
    }

    @Override
    public List<String> extensions() {
        return List.of("html", "htm");
    }

    @Override
    @SuppressWarnings("NullAway") // there is no interceptor; generated code does not say that it needs none
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunPage page = RunPage.of(result, RunOutline.of(result), most);
        try {
            JterunGenerated.render(new OwaspHtmlTemplateOutput(new WriterOutput(out)), null, page);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
