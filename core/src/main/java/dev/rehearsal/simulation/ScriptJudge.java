package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.StructuredReply;
import java.util.List;
import java.util.Map;

/** Asks the judge model about a criterion of a script. */
record ScriptJudge(ModelClient model, ModelParameters parameters) {
    private static final Prompt PROMPT = Prompt.load("script_criterion", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("verdict", """
            {"type":"object","properties":{"rationale":{"type":"string"},"result":{"type":"string","enum":["yes","no"]}},\
            "required":["rationale","result"],"additionalProperties":false}""");

    ScriptCheck ask(String step, String criterion, Conversation conversation, CallScope calls) {
        Transcript.Shown shown = Transcript.shown(conversation, true, Transcript.LONGEST);
        StructuredReply reply = model.ask(
                new ModelRequest(
                        PROMPT.messages(Map.of("criterion", Transcript.quoted(criterion), "transcript", shown.text())),
                        List.of(),
                        SCHEMA,
                        parameters,
                        Attributes.EMPTY,
                        calls.key(Purpose.JUDGE, detail(step))),
                calls);
        String rationale = reply.fields().text("rationale").orElse("");
        return new ScriptCheck(
                step,
                conversation.size(),
                criterion,
                reply.fields().text("result").orElse("").equals("yes"),
                shown.leftOut().isEmpty()
                        ? rationale
                        : rationale + " (the judge was not shown all: " + shown.leftOut() + ")",
                model.name(),
                PROMPT.label(),
                reply.usage());
    }

    /** What a step that could not be judged comes to. */
    ScriptCheck failed(String step, String criterion, Conversation conversation, String why) {
        return new ScriptCheck(
                step,
                conversation.size(),
                criterion,
                null,
                why,
                model.name(),
                PROMPT.label(),
                dev.rehearsal.conversation.Usage.NONE);
    }

    private static String detail(String step) {
        return "script/" + step;
    }
}
