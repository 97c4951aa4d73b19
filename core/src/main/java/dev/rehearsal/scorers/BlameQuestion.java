package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Judge;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks a judge which of several parties is at fault that something was not achieved, and in which turn. The task, asked of the logs of
 * systems of several agents, is that of Zhang et al. 2025, Which Agent Causes Task Failures and When (Who&amp;When).
 */
public final class BlameQuestion {
    private static final Prompt PROMPT = Prompt.load("blame", 1);

    /**
     * Who may be at fault.
     *
     * @param name as the record calls it
     * @param part what it is there for
     */
    public record Party(String name, String part) {}

    /**
     * Who is at fault.
     *
     * @param party one of the names
     * @param turn as the judge said; it may be a number that the record does not have
     */
    public record Answer(String party, int turn, String rationale, String promptVersion, Usage usage) {}

    private BlameQuestion() {}

    /**
     * Asks.
     *
     * @param scorer the scorer's name
     * @param record JSON lines, each with its turn
     * @param end how it ended, in words
     * @throws dev.rehearsal.model.ModelException if there is no usable reply
     */
    public static Answer ask(Judge judge, String scorer, String goal, String record, String end, List<Party> parties) {
        Judge.Verdict verdict = judge.ask(
                scorer,
                PROMPT,
                Map.of(
                        "goal", Transcript.quoted(goal),
                        "parties", parties.stream().map(BlameQuestion::line).collect(Collectors.joining()),
                        "end", Transcript.quoted(end),
                        "transcript", record),
                schema(parties));
        Attributes fields = verdict.fields();
        return new Answer(
                fields.text("at_fault").orElse(""),
                fields.get("turn").orElse(0) instanceof Number turn ? turn.intValue() : 0,
                fields.text("rationale").orElse(""),
                PROMPT.label(),
                verdict.usage());
    }

    private static String line(Party party) {
        return "- " + Transcript.quoted(party.name()) + ": " + party.part() + "\n";
    }

    private static ReplySchema schema(List<Party> parties) {
        String names =
                parties.stream().map(Party::name).map(Transcript::quoted).collect(Collectors.joining(",", "[", "]"));
        return ReplySchema.of("blame", """
                {"type":"object","properties":{"rationale":{"type":"string"},"at_fault":{"type":"string","enum":%s},\
                "turn":{"type":"integer"}},"required":["rationale","at_fault","turn"],"additionalProperties":false}""".formatted(names));
    }
}
