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
import java.util.function.Function;

/**
 * Asks a model.
 *
 * @param calls where its calls belong
 * @param repeat 0 for the first time that the same is asked; tells the calls apart in recordings
 * @param others the clients of other models, by URI
 * @param mark tells the calls of several models about the same apart; empty for the run's judge
 */
public record ModelJudge(
        ModelClient client,
        ModelParameters parameters,
        CallScope calls,
        int repeat,
        Function<String, ModelClient> others,
        String mark)
        implements Judge {
    /** Asks for the first time, and no other model. */
    public ModelJudge(ModelClient client, ModelParameters parameters, CallScope calls) {
        this(
                client,
                parameters,
                calls,
                0,
                uri -> {
                    throw new IllegalStateException("no other model is at hand, asked for " + uri);
                },
                "");
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
                        calls.key(Purpose.JUDGE, scorer + mark).withRepeat(repeat)),
                calls);
        return new Verdict(reply.fields(), reply.usage());
    }

    @Override
    public String model() {
        return client.name();
    }

    @Override
    public Judge by(String uri) {
        return new ModelJudge(others.apply(uri), parameters, calls, repeat, others, "@" + uri);
    }
}
