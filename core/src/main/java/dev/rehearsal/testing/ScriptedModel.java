package dev.rehearsal.testing;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A model for tests that replies as it was told, and remembers what it was asked. Safe for use by many threads. */
public final class ScriptedModel implements Model {
    private final String name;
    private final boolean judges;
    private final Function<ModelRequest, ModelReply> script;
    private final ConcurrentLinkedQueue<ModelRequest> requests = new ConcurrentLinkedQueue<>();

    private ScriptedModel(String name, boolean judges, Function<ModelRequest, ModelReply> script) {
        this.name = name;
        this.judges = judges;
        this.script = script;
    }

    /** Replies with these texts, one after the other; a call more is rejected. */
    public static ScriptedModel of(String... texts) {
        List<String> replies = List.of(texts);
        var next = new AtomicInteger();
        return replying(request -> {
            int index = next.getAndIncrement();
            if (index >= replies.size()) {
                throw new ModelException.Rejected(
                        "the script has " + replies.size() + " replies; it was asked once more, for the call of "
                                + request.call(),
                        null);
            }
            return ModelReply.of(replies.get(index));
        });
    }

    /** Replies with the text that the function makes of a request. */
    public static ScriptedModel answering(Function<ModelRequest, String> script) {
        return replying(request -> ModelReply.of(script.apply(request)));
    }

    /** Replies as the function does; it may throw a {@link ModelException}. */
    public static ScriptedModel replying(Function<ModelRequest, ModelReply> script) {
        return new ScriptedModel("scripted:/", false, script);
    }

    /** The same script under another name. */
    public ScriptedModel named(String name) {
        return new ScriptedModel(name, judges, script);
    }

    /** The same script as a model that verdicts may be based on, to test judges. */
    public ScriptedModel asJudge() {
        return new ScriptedModel(name, true, script);
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        requests.add(request);
        return script.apply(request);
    }

    /** How often it was asked. */
    public int calls() {
        return requests.size();
    }

    /** What it was asked, in the order of arrival. */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean canJudge() {
        return judges;
    }
}
