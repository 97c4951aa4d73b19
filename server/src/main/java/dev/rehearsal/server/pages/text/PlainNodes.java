package dev.rehearsal.server.pages.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Images by their text and address, as nothing is loaded from elsewhere; headings as bold lines, as the page has headings of its own. */
final class PlainNodes implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    PlainNodes(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Image.class, Heading.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Image image) {
            html.tag("code", Map.of());
            html.text("[image: ");
            children(image);
            html.text("] " + image.getDestination());
            html.tag("/code");
        } else {
            html.line();
            html.tag("p", Map.of());
            html.tag("strong", Map.of());
            children(node);
            html.tag("/strong");
            html.tag("/p");
            html.line();
        }
    }

    private void children(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
