package dev.rehearsal.server.pages;

import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.store.Store;

/** Serves the sample store, to look at pages while they are made: {@code SampleServer PORT}. */
final class SampleServer {
    private SampleServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        Store store = Store.inMemory();
        new SampleStore(store).fill();
        RehearsalServer server = RehearsalServer.builder(store)
                .port(Integer.parseInt(arguments[0]))
                .build()
                .start();
        System.out.println(server.address());
        Thread.currentThread().join();
    }
}
