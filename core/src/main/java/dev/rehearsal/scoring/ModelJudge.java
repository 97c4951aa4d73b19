package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
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

/**
 * Asks a model.
 *
 * @param calls where its calls belong
 * @param repeat 0 for the first time that the same is asked; tells the calls apart in recordings
 */
public record ModelJudge(ModelClient client, ModelParameters parameters, CallScope calls, int repeat) implements Judge {
    /** Asks for the first time. */
    public ModelJudge(ModelClient client, ModelParameters parameters, CallScope calls) {
        this(client, parameters, calls, 0);
    }

    @Override
    public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
        StructuredReply reply = client.ask(
                new ModelRequest(
                        prompt.messages(variables),
                        List.of(),
                        schema,
                        parameters,
                        Attributes.EMPTY,
                        calls.key(Purpose.JUDGE, scorer).withRepeat(repeat)),
                calls);
        return new Verdict(reply.fields(), reply.usage());
    }

    @Override
    public String model() {
        return client.name();
    }
}
