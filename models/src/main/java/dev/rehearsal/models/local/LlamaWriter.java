package dev.rehearsal.models.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import dev.rehearsal.models.local.LlamaResult.Outcome;
import java.util.function.IntPredicate;

/** Carries out tasks, in the process that runs the model. */
final class LlamaWriter {
    private final LlamaModel model;
    private final int context;
    private final IntPredicate cancelled;

    LlamaWriter(LlamaModel model, int context, IntPredicate cancelled) {
        this.model = model;
        this.context = context;
        this.cancelled = cancelled;
    }

    LlamaResult write(LlamaTask task) {
        long start = System.nanoTime();
        String prompt = task.chat() ? model.applyTemplate(task.prompt()) : task.prompt();
        int inputTokens = model.encode(prompt).length;
        if (inputTokens + task.maxTokens() > context) {
            // llama.cpp would cut the prompt without a word
            String message = "the prompt has " + inputTokens + " tokens and the reply may have " + task.maxTokens()
                    + ", but the context holds " + context;
            return new LlamaResult(task.id(), Outcome.TOO_LONG, message, inputTokens, 0);
        }
        if (cancelled.test(task.id())) {
            return new LlamaResult(task.id(), Outcome.CANCELLED, "", 0, 0);
        }
        var text = new StringBuilder();
        int pieces = 0;
        LlamaIterator iterator = model.generate(parameters(task, prompt)).iterator();
        while (iterator.hasNext()) {
            text.append(iterator.next().text);
            pieces++;
            boolean gone = cancelled.test(task.id());
            if (iterator.hasNext() && (gone || System.nanoTime() - start > task.millis() * 1_000_000)) {
                iterator.cancel();
                return new LlamaResult(
                        task.id(), gone ? Outcome.CANCELLED : Outcome.TIMED_OUT, "", inputTokens, pieces);
            }
        }
        int outputTokens = text.isEmpty() ? 0 : model.encode(text.toString()).length;
        Outcome outcome = Math.max(outputTokens, pieces - 1) >= task.maxTokens() ? Outcome.CUT : Outcome.DONE;
        return new LlamaResult(task.id(), outcome, text.toString(), inputTokens, outputTokens);
    }

    private static InferenceParameters parameters(LlamaTask task, String prompt) {
        var parameters =
                new InferenceParameters(prompt).setNPredict(task.maxTokens()).setCachePrompt(true);
        if (!task.stops().isEmpty()) {
            parameters.setStopStrings(task.stops().toArray(String[]::new));
        }
        if (!task.schema().isEmpty()) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(task.schema()));
        }
        task.option("temperature").ifPresent(value -> parameters.setTemperature((float) value));
        task.option("top_p").ifPresent(value -> parameters.setTopP((float) value));
        task.option("min_p").ifPresent(value -> parameters.setMinP((float) value));
        task.option("top_k").ifPresent(value -> parameters.setTopK((int) value));
        task.option("seed").ifPresent(value -> parameters.setSeed((int) value));
        task.option("repeat_penalty").ifPresent(value -> parameters.setRepeatPenalty((float) value));
        task.option("frequency_penalty").ifPresent(value -> parameters.setFrequencyPenalty((float) value));
        task.option("presence_penalty").ifPresent(value -> parameters.setPresencePenalty((float) value));
        return parameters;
    }
}
