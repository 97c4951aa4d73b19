package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of a trace come to, as far as they are there: a turn. What was said is what the span nearest to the root says; where it is
 * the same for several, the first one's input and the last one's output. Derived anew from all spans when more of them come.
 *
 * @param sessionId the session that the root names, or else the first span that names one; null where none does
 * @param sessionAttributes what spans say of the session: its user
 * @param saysSomething whether it is about a conversation at all: somebody said something, or an agent or a model was at work
 */
record TraceTurn(@Nullable String sessionId, Attributes sessionAttributes, Turn turn, boolean saysSomething) {
    /** @param given at least one; ids are unique */
    static TraceTurn of(List<Span> given) {
        List<Span> spans = given.stream()
                .sorted(Comparator.comparing(Span::startedAt).thenComparing(Span::id))
                .toList();
        var depths = new SpanDepths(spans);
        Span root = spans.stream().min(Comparator.comparingInt(depths::of)).orElseThrow();
        Optional<Span> input = talking(spans, SpanFacts.INPUT).stream().min(Comparator.comparingInt(depths::of));
        Optional<Span> output = talking(spans, SpanFacts.OUTPUT).stream()
                .min(Comparator.comparingInt(depths::of)
                        .thenComparing(Comparator.comparing(TraceTurn::end).reversed()));
        List<Said> heard = messages(input, SpanFacts.INPUT);
        List<Said> said = messages(output, SpanFacts.OUTPUT);
        String answer = Said.assistantsText(said);
        var calls = ToolCalls.of(spans, heard, said);
        Instant start = spans.getFirst().startedAt();
        Instant end = spans.stream()
                .map(TraceTurn::end)
                .max(Comparator.naturalOrder())
                .orElse(start);
        boolean isRoot = root.parentId() == null;
        var turn = new Turn(
                1,
                new Message(Role.USER, Said.usersText(heard), List.of()),
                answer.isEmpty() && calls.isEmpty()
                        ? Answer.NONE.withUsage(TokenUse.of(spans, depths))
                        : Answer.of(answer, calls).withUsage(TokenUse.of(spans, depths)),
                root.failure(),
                isRoot ? root.startedAt() : start,
                isRoot ? root.duration() : Duration.between(start, end),
                spans);
        String sessionId = text(root, SpanFacts.SESSION)
                .or(() -> spans.stream()
                        .flatMap(each -> text(each, SpanFacts.SESSION).stream())
                        .findFirst())
                .orElse(null);
        Attributes about = spans.stream()
                .flatMap(each -> text(each, SpanFacts.USER).stream())
                .findFirst()
                .map(user -> Attributes.of("user.id", user))
                .orElse(Attributes.EMPTY);
        boolean saysSomething = sessionId != null
                || spans.stream().anyMatch(each -> !each.kind().equals("other"))
                || input.isPresent()
                || output.isPresent();
        return new TraceTurn(sessionId, about, turn, saysSomething);
    }

    private static List<Span> talking(List<Span> spans, String fact) {
        return spans.stream()
                .filter(each -> !each.kind().equals("tool") && !each.kind().equals("retriever"))
                .filter(each -> each.attributes().get(fact).isPresent())
                .toList();
    }

    private static List<Said> messages(Optional<Span> span, String fact) {
        return span.map(each -> Said.list(each.attributes().get(fact).orElse(null)))
                .orElse(List.of());
    }

    private static Instant end(Span span) {
        return span.startedAt().plus(span.duration());
    }

    private static Optional<String> text(Span span, String fact) {
        return span.attributes().text(fact).filter(text -> !text.isBlank());
    }
}
