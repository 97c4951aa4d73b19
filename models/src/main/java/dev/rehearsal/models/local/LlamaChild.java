package dev.rehearsal.models.local;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.LogFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The process that runs a model: reads tasks from its input, writes one line per result to its output, and ends when its input does.
 * Everything else that is written, by llama.cpp or by the library around it, goes to the error stream or lacks the lines' mark.
 */
final class LlamaChild {
    /** Begins every line that is a result. */
    static final String MARK = "rehearsal-llama ";

    /** What a frame on the input is: a task, or word that the caller of a task has gone. */
    static final int TASK = 1;

    static final int CANCEL = 2;

    /** Where the native library is unpacked: a folder of this process's own, which goes when it ends. */
    static final String LIBRARY_FOLDER = "de.kherud.llama.tmpdir";

    private final PrintStream out;
    private final BlockingQueue<LlamaTask> tasks = new LinkedBlockingQueue<>();
    private volatile int cancelled;

    private LlamaChild(PrintStream out) {
        this.out = out;
    }

    /** Arguments: the model's file, the context's tokens per call, how many calls' contexts to keep, the threads. */
    public static void main(String[] args) throws InterruptedException {
        // Ctrl-C goes to every process of a terminal; whoever started this one ends it, by closing its input.
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        var child = new LlamaChild(System.out);
        System.setOut(System.err);
        new File(System.getProperty(LIBRARY_FOLDER)).deleteOnExit();
        InputStream in = System.in;
        var reader = new Thread(() -> child.read(in), "reader");
        reader.setDaemon(true);
        reader.start();
        child.run(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }

    private void read(InputStream stream) {
        try (var in = new DataInputStream(new BufferedInputStream(stream))) {
            while (true) {
                if (in.readByte() == CANCEL) {
                    cancelled = in.readInt();
                } else {
                    tasks.add(LlamaTask.read(in));
                }
            }
        } catch (IOException end) {
            System.exit(0);
        }
    }

    private void run(String file, int context, int slots, int threads) throws InterruptedException {
        LlamaModel model;
        try {
            LlamaModel.setLogger(LogFormat.TEXT, (level, text) -> System.err.print(text));
            model = new LlamaModel(new ModelParameters()
                    .setModel(file)
                    .setCtxSize(context * slots)
                    .setParallel(slots)
                    .setThreads(threads)
                    .setThreadsBatch(threads)
                    .setSlotPromptSimilarity(0.3f));
        } catch (RuntimeException | LinkageError e) {
            send(LlamaResult.failed(0, String.valueOf(e.getMessage())));
            return;
        }
        send(new LlamaResult(0, LlamaResult.Outcome.READY, "", 0, 0));
        var writer = new LlamaWriter(model, context, id -> cancelled == id);
        while (true) {
            LlamaTask task = tasks.take();
            LlamaResult result;
            try {
                result = writer.write(task);
            } catch (RuntimeException e) {
                result = LlamaResult.failed(task.id(), String.valueOf(e.getMessage()));
            }
            send(result);
        }
    }

    private void send(LlamaResult result) {
        try {
            var bytes = new ByteArrayOutputStream();
            result.write(new DataOutputStream(bytes));
            String line = "\n" + MARK + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\n";
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException gone) {
            System.exit(1);
        }
    }
}
