package dev.rehearsal.models.langchain4j;

import dev.rehearsal.conversation.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What LangChain4j's request has no place for and the HTTP client below it needs to know: the attempt's timeout, and what is to be merged
 * into the body. Its clients send on the thread that asks them.
 *
 * @param more merged into the request's body one after the other, objects into objects
 */
record Attempt(Duration timeout, List<Attributes> more) {
    private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

    static @Nullable Attempt current() {
        return CURRENT.get();
    }

    /** Runs code that asks a client of LangChain4j. */
    <T> T run(Supplier<T> code) {
        CURRENT.set(this);
        try {
            return code.get();
        } finally {
            CURRENT.remove();
        }
    }
}
