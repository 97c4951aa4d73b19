package dev.rehearsal.generation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import java.util.List;
import java.util.Map;

/** What the model is asked. */
final class Questions {
    static final Prompt DISTILL = Prompt.load("distill_case", 1);
    static final Prompt DRAFT = Prompt.load("draft_cases", 1);
    static final Prompt FROM_DOCUMENT = Prompt.load("document_cases", 1);
    static final Prompt VARY = Prompt.load("vary_case", 1);

    private static final String TEXTS =
            "{\"type\":\"array\",\"maxItems\":4,\"items\":{\"type\":\"string\",\"maxLength\":200}}";
    private static final ReplySchema DISTILLED = ReplySchema.of("test_case", """
            {"type":"object","properties":{"goal":{"type":"string","maxLength":400},"persona":{"type":"string","maxLength":250},\
            "held_back":%1$s,"unsaid":%1$s,"pace":{"type":"string","maxLength":200},"achieved":{"type":"boolean"},"facts":%1$s},\
            "required":["goal","persona","held_back","unsaid","pace","achieved","facts"],"additionalProperties":false}""".formatted(TEXTS));
    private static final String CASE = """
            {"type":"object","properties":{"goal":{"type":"string","maxLength":400},"persona":{"type":"string","maxLength":250},\
            "guidelines":%1$s,"facts":%1$s},"required":["goal","persona","guidelines","facts"],"additionalProperties":false}""".formatted(TEXTS);
    private static final ReplySchema DRAFTED = ReplySchema.of("test_cases", """
            {"type":"object","properties":{"cases":{"type":"array","maxItems":5,"items":%s}},"required":["cases"],\
            "additionalProperties":false}""".formatted(CASE));
    private static final ReplySchema VARIED = ReplySchema.of("variation", """
            {"type":"object","properties":{"persona":{"type":"string","maxLength":250},"guidelines":%s},\
            "required":["persona","guidelines"],"additionalProperties":false}""".formatted(TEXTS));
    /** Longer ones are cut in the middle: what is wanted stands at the beginning, what came of it at the end. */
    private static final int LONGEST_TRANSCRIPT = 60_000;

    private final ModelClient model;
    private final ModelParameters parameters;

    Questions(ModelClient model, ModelParameters parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    String model() {
        return model.name();
    }

    Draft distill(Conversation conversation, CallScope scope) {
        String transcript =
                Transcript.shown(conversation, true, LONGEST_TRANSCRIPT).text();
        return Draft.distilled(ask(DISTILL, DISTILLED, Map.of("transcript", transcript), "", scope));
    }

    /** @param known goals that are there already */
    List<Draft> draft(String description, int cases, List<String> known, int batch, CallScope scope) {
        return drafts(ask(
                DRAFT,
                DRAFTED,
                Map.of(
                        "description", Transcript.quoted(description),
                        "cases", String.valueOf(cases),
                        "known", lines(known)),
                "batch " + batch,
                scope));
    }

    List<Draft> fromDocument(String document, int cases, int part, CallScope scope) {
        return drafts(ask(
                FROM_DOCUMENT,
                DRAFTED,
                Map.of("document", Transcript.quoted(document), "cases", String.valueOf(cases)),
                "part " + part,
                scope));
    }

    /** A persona and guidelines that change who wants it, and not what is wanted. */
    Draft vary(String goal, List<String> guidelines, List<String> known, int number, CallScope scope) {
        return Draft.written(ask(
                VARY,
                VARIED,
                Map.of(
                        "goal", Transcript.quoted(goal),
                        "guidelines", lines(guidelines),
                        "known", lines(known)),
                "variation " + number,
                scope));
    }

    private Attributes ask(
            Prompt prompt, ReplySchema schema, Map<String, String> variables, String detail, CallScope scope) {
        CallKey key = scope.key(Purpose.OTHER, detail.isEmpty() ? prompt.id() : prompt.id() + ", " + detail);
        return model.ask(
                        new ModelRequest(
                                prompt.messages(variables), List.of(), schema, parameters, Attributes.EMPTY, key),
                        scope)
                .fields();
    }

    @SuppressWarnings("unchecked") // a reply's maps have text keys
    private static List<Draft> drafts(Attributes fields) {
        return fields.get("cases").orElse(List.of()) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> Draft.written(Attributes.from((Map<String, ?>) each)))
                        .toList()
                : List.of();
    }

    private static String lines(List<String> texts) {
        return texts.isEmpty()
                ? "(none)"
                : String.join("\n", texts.stream().map(Transcript::quoted).toList());
    }
}
