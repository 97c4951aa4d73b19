package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** A judge that always says the same, and counts. */
final class Verdicts implements Model {
    private final String name;
    private final String result;
    final AtomicInteger calls = new AtomicInteger();

    Verdicts(String name, String result) {
        this.name = name;
        this.result = result;
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        calls.incrementAndGet();
        return ModelReply.of("{\"rationale\":\"" + name + " thinks so\",\"result\":\"" + result + "\"}")
                .withUsage(Usage.of(10, 5));
    }

    @Override
    public String name() {
        return name;
    }
}
