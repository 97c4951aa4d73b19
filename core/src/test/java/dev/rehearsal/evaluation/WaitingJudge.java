package dev.rehearsal.evaluation;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A judge that says nothing before a latch is open. */
record WaitingJudge(String name, CountDownLatch asked, CountDownLatch open) implements Model {
    @Override
    public ModelReply generate(ModelRequest request) {
        asked.countDown();
        try {
            if (!open.await(50, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return ModelReply.of("{\"rationale\":\"fine\",\"result\":\"yes\"}");
    }
}
