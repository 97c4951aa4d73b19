package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The documents that a turn's retriever spans gave back: their attribute {@code outputs}, or {@code mlflow.spanOutputs}, a list (or JSON text of
 * one) of texts or of documents whose text stands under {@code page_content}, {@code content} or {@code text}.
 */
final class RetrievedDocuments {
    private static final String RETRIEVER = "retriever";
    private static final List<String> OUTPUTS = List.of("outputs", "mlflow.spanOutputs");
    private static final List<String> TEXTS = List.of("page_content", "content", "text");

    private RetrievedDocuments() {}

    /** @throws IllegalArgumentException if a retriever span has something else */
    static List<String> of(Turn turn) {
        var documents = new ArrayList<String>();
        for (Span span : turn.spans()) {
            if (span.kind().equalsIgnoreCase(RETRIEVER)) {
                for (String name : OUTPUTS) {
                    span.attributes().get(name).ifPresent(value -> add(documents, span, value));
                }
            }
        }
        return documents;
    }

    private static void add(List<String> documents, Span span, Object value) {
        Object read = value instanceof String json && json.strip().startsWith("[")
                ? Attributes.parse("{\"list\":" + json + "}").get("list").orElse(json)
                : value;
        if (!(read instanceof List<?> list)) {
            throw new IllegalArgumentException(
                    "retriever span '" + span.name() + "': expected a list of documents, found: " + value);
        }
        list.forEach(each -> documents.add(text(span, each)));
    }

    private static String text(Span span, Object document) {
        if (document instanceof String text) {
            return text;
        }
        if (document instanceof Map<?, ?> map) {
            for (String name : TEXTS) {
                if (map.get(name) instanceof String text) {
                    return text;
                }
            }
        }
        throw new IllegalArgumentException("retriever span '" + span.name()
                + "': expected a document with 'page_content', 'content' or 'text', found: " + document);
    }
}
