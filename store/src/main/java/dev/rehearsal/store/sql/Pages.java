package dev.rehearsal.store.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a long list page by page: little of it is in memory at a time, and no reader holds the write-ahead log back for as long as
 * somebody looks at it.
 *
 * @param <K> what the next page begins after
 */
final class Pages<K, T> implements Iterator<T> {
    private static final int SIZE = 50;

    private final Page<K, T> page;
    private final Function<T, K> keyOf;
    private final Deque<T> read = new ArrayDeque<>();
    private K after;
    private boolean ended;

    /** Gives the items after a key; fewer than asked for at the end only. */
    @FunctionalInterface
    interface Page<K, T> {
        List<T> after(K key, int size);
    }

    private Pages(K first, Page<K, T> page, Function<T, K> keyOf) {
        this.after = first;
        this.page = page;
        this.keyOf = keyOf;
    }

    static <K, T> Stream<T> stream(K first, Page<K, T> page, Function<T, K> keyOf) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Pages<>(first, page, keyOf), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (read.isEmpty() && !ended) {
            List<T> next = page.after(after, SIZE);
            read.addAll(next);
            ended = next.size() < SIZE;
            if (!next.isEmpty()) {
                after = keyOf.apply(next.getLast());
            }
        }
        return !read.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.removeFirst();
    }
}
