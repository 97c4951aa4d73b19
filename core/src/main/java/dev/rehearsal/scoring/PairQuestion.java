package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import java.util.Map;

/**
 * Asks a judge which of two is better, twice, with the order swapped: judges prefer a place. Where the two replies disagree it is a tie.
 */
public final class PairQuestion {
    private static final Prompt PROMPT = Prompt.load("pair", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("pair", """
            {"type":"object","properties":{"rationale":{"type":"string"},"better":{"type":"string","enum":["1","2"]}},\
            "required":["rationale","better"],"additionalProperties":false}""");

    /** Which is better. */
    public enum Better {
        FIRST,
        SECOND,
        /** The judge changed its mind with the order. */
        TIE
    }

    /**
     * What came of it.
     *
     * @param rationale of the reply in the order given
     */
    public record Preference(Better better, String rationale, String promptVersion, Usage usage) {}

    private PairQuestion() {}

    /**
     * Asks twice.
     *
     * @param scorer names the calls
     * @param criterion what makes one worse, in words
     * @throws dev.rehearsal.model.ModelException if there is no usable reply
     */
    public static Preference ask(Judge judge, String scorer, String criterion, String first, String second) {
        Judge.Verdict given = once(judge, scorer + "/given", criterion, first, second);
        Judge.Verdict swapped = once(judge, scorer + "/swapped", criterion, second, first);
        boolean firstIsBetter = isFirst(given);
        Better better = firstIsBetter == isFirst(swapped) ? Better.TIE : firstIsBetter ? Better.FIRST : Better.SECOND;
        return new Preference(
                better,
                given.fields().text("rationale").orElse(""),
                PROMPT.label(),
                given.usage().plus(swapped.usage()));
    }

    private static Judge.Verdict once(Judge judge, String scorer, String criterion, String one, String other) {
        return judge.ask(scorer, PROMPT, Map.of("criterion", criterion, "one", one, "other", other), SCHEMA);
    }

    private static boolean isFirst(Judge.Verdict verdict) {
        return verdict.fields().text("better").orElse("").equals("1");
    }
}
