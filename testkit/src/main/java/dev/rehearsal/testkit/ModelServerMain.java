package dev.rehearsal.testkit;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * The {@link ModelServer} as a process, for benchmarks and other languages: prints its address and serves until it is ended.
 * {@code GET /admin/stats} counts, {@code GET /admin/requests} shows recorded bodies, and {@code POST /admin/reset} starts
 * anew, with other settings where its body has some, such as <code>{"latency": 200, "retry_after": 1}</code>.
 */
public final class ModelServerMain {
    private static final int USAGE = 2;

    private ModelServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        int port = 0;
        ModelServerBuilder builder = ModelServer.builder();
        ModelServer server;
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--help")) {
                    usage(System.out);
                    return;
                }
                String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
                if (++i == args.length) {
                    throw new IllegalArgumentException("--" + name + " has no value");
                }
                if (name.equals("port")) {
                    port = Integer.parseInt(args[i]);
                } else {
                    Setting.named(name).set(builder, args[i]);
                }
            }
            server = builder.start(port);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            usage(System.err);
            System.exit(USAGE);
            return;
        }
        System.out.println(server.baseUrl());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static void usage(PrintStream out) {
        out.println("usage: ModelServerMain [--port N] [--SETTING VALUE]...");
        for (Setting setting : Setting.ALL) {
            out.printf("  --%-24s %s%n", setting.name() + " " + setting.value(), setting.description());
        }
    }
}
