package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.TextContinuation;
import dev.rehearsal.models.local.LlamaTask.Option;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A GGUF file, run by llama.cpp in a process beside this one. Replies that have to follow a schema do: they are written by its grammar. */
final class LocalModel implements Model, TextContinuation {
    private static final int MOST_TOKENS = 512;
    private static final Set<String> OPTIONS =
            Set.of("min_p", "top_k", "repeat_penalty", "frequency_penalty", "presence_penalty");

    private final String name;
    private final LlamaQueue queue;

    LocalModel(String name, LlamaQueue queue) {
        this.name = name;
        this.queue = queue;
    }

    @Override
    public String name() {
        return name;
    }

    /** One after the other: llama.cpp takes all the cores for one. */
    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Optional<TextContinuation> continuation() {
        return Optional.of(this);
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        boolean choice = ToolChoice.isAsked(request);
        ReplySchema schema = request.schema();
        String form = choice ? ToolChoice.schema(request) : schema == null ? "" : schema.json();
        ModelReply reply = ask(
                true,
                ChatText.of(request),
                form.isEmpty() ? "" : BoundedSchema.of(form),
                List.of(),
                request.parameters());
        return choice ? ToolChoice.reply(reply, request) : reply;
    }

    @Override
    public ModelReply continueText(ModelRequest request, List<String> stops) {
        String text = request.messages().getLast().text();
        return ask(false, ChatText.plain(text), "", stops, request.parameters());
    }

    private ModelReply ask(boolean chat, String prompt, String schema, List<String> stops, ModelParameters parameters) {
        Integer most = parameters.maxTokens();
        Duration timeout = parameters.timeout() == null ? ModelLimits.DEFAULT.timeout() : parameters.timeout();
        var task = new LlamaTask(
                0,
                chat,
                prompt,
                schema,
                stops,
                most == null ? MOST_TOKENS : most,
                options(parameters),
                timeout.toMillis());
        try {
            return reply(queue.ask(task), timeout);
        } catch (IOException e) {
            throw new ModelException.Unavailable(name + ": " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Cancelled(name + ": interrupted while waiting for the reply");
        }
    }

    private ModelReply reply(LlamaResult result, Duration timeout) {
        Usage usage = Usage.of(result.inputTokens(), result.outputTokens());
        return switch (result.outcome()) {
            case DONE, READY -> new ModelReply(result.text().strip(), List.of(), ModelReply.Finish.STOP, usage);
            case CUT -> new ModelReply(result.text().strip(), List.of(), ModelReply.Finish.LENGTH, usage);
            case TIMED_OUT -> throw new ModelException.TimedOut(name + ": no reply within " + timeout, null);
            case CANCELLED -> throw new ModelException.Cancelled(name + ": cancelled");
            case TOO_LONG ->
                throw new ModelException.Rejected(
                        name + ": " + result.text() + " tokens; set " + LocalModelProvider.CONTEXT + " higher", null);
            case FAILED -> throw new ModelException.Rejected(name + ": " + result.text(), null);
        };
    }

    private List<Option> options(ModelParameters parameters) {
        List<Option> options = new ArrayList<>();
        add(options, "temperature", parameters.temperature());
        add(options, "top_p", parameters.topP());
        add(
                options,
                "seed",
                parameters.seed() == null ? null : (double) parameters.seed().intValue());
        for (String other : parameters.more().names()) {
            Object value = parameters.more().get(other).orElse(null);
            if (!OPTIONS.contains(other) || !(value instanceof Number number)) {
                throw new ModelException.ParameterUnsupported(
                        other, name + ": parameter '" + other + "' is not known here (known: " + OPTIONS + ")");
            }
            add(options, other, number.doubleValue());
        }
        return options;
    }

    private static void add(List<Option> options, String option, @Nullable Double value) {
        if (value != null) {
            options.add(new Option(option, value));
        }
    }
}
