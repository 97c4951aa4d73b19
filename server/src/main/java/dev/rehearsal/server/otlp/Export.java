package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.formats.masking.Masking;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought.
 *
 * @param rejected how many spans cannot be taken, whatever happens
 * @param why what is wrong with the first of them; empty where there is none
 */
record Export(List<ReceivedSpan> spans, int rejected, String why) {
    /** The experiment of sessions whose program does not say how it is called. */
    static final String EXPERIMENT = "production";

    /** What OpenTelemetry's SDKs call a program that was given no name. */
    private static final String UNNAMED = "unknown_service";

    private static final String EXPERIMENT_ATTRIBUTE = "rehearsal.experiment";
    private static final List<String> ORIGIN =
            List.of("service.name", "service.version", "deployment.environment.name", "deployment.environment");

    Export {
        spans = List.copyOf(spans);
    }

    /** @param experiment that the request names, or null */
    static Export of(ExportTraceServiceRequest request, @Nullable String experiment, Masking masking) {
        var spans = new ArrayList<ReceivedSpan>();
        int rejected = 0;
        String why = "";
        for (ResourceSpans resource : request.getResourceSpansList()) {
            Map<String, @Nullable Object> about =
                    AnyValues.map(resource.getResource().getAttributesList());
            Attributes origin = masking.mask(origin(about));
            String place = experiment == null ? experiment(about) : experiment;
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (var span : scope.getSpansList()) {
                    try {
                        spans.add(ReceivedSpan.of(span, place, origin, masking));
                    } catch (Refusal e) {
                        why = rejected++ == 0 ? e.message() : why;
                    }
                }
            }
        }
        return new Export(spans, rejected, why);
    }

    private static Attributes origin(Map<String, @Nullable Object> resource) {
        Attributes origin = Attributes.EMPTY;
        for (String name : ORIGIN) {
            Object value = resource.get(name);
            if (value instanceof String text && !text.isBlank() && !text.startsWith(UNNAMED)) {
                origin = origin.with(name, text);
            }
        }
        return origin;
    }

    /** What the program says, else its name. */
    private static String experiment(Map<String, @Nullable Object> resource) {
        for (String name : List.of(EXPERIMENT_ATTRIBUTE, "service.name")) {
            if (resource.get(name) instanceof String text && !text.isBlank() && !text.startsWith(UNNAMED)) {
                return text;
            }
        }
        return EXPERIMENT;
    }
}
