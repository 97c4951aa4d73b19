package dev.rehearsal.server.otlp;

import java.util.List;

/** A way to write down in a span's attributes and events what an agent did. */
@FunctionalInterface
interface Convention {
    /** All that are known; the first that finds something counts. */
    List<Convention> ALL = List.of(
            new MlflowConvention(),
            new SpringAiConvention(),
            new GenAiConvention(),
            new OpenInferenceConvention(),
            new NumberedMessagesConvention());

    /** Takes what it understands. */
    void read(SpanFacts span);
}
