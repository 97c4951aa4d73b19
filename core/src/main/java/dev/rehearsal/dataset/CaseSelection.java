package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Some of a source's test cases, in their order; the source is read as a stream each time. */
public final class CaseSelection implements TestCases {
    private final TestCases source;
    private final Predicate<TestCase> filter;
    private final long fitting;
    private final long chosen;
    private final long seed;

    private CaseSelection(TestCases source, Predicate<TestCase> filter, long fitting, long chosen, long seed) {
        this.source = source;
        this.filter = filter;
        this.fitting = fitting;
        this.chosen = chosen;
        this.seed = seed;
    }

    /**
     * The test cases that fit.
     *
     * @param source can be opened more than once
     * @throws InvalidInputException if none fits
     */
    public static TestCases filtered(TestCases source, Predicate<TestCase> filter) {
        long fitting = count(source, filter);
        if (fitting == 0) {
            throw new InvalidInputException(
                    "filter", "none of the " + count(source, testCase -> true) + " test cases fits");
        }
        return new CaseSelection(source, filter, fitting, fitting, 0);
    }

    /**
     * That many test cases, drawn without replacement; all where there are no more. The same seed draws the same.
     *
     * @param source can be opened more than once
     */
    public static TestCases sampled(TestCases source, long size, long seed) {
        if (size < 1) {
            throw new InvalidInputException("sample", "is at least 1, found " + size);
        }
        long all = source.size().orElseGet(() -> count(source, testCase -> true));
        return new CaseSelection(source, testCase -> true, all, Math.min(size, all), seed);
    }

    private static long count(TestCases source, Predicate<TestCase> filter) {
        try (Stream<CaseItem> items = source.open()) {
            return items.filter(item -> fits(item, filter)).count();
        }
    }

    private static boolean fits(CaseItem item, Predicate<TestCase> filter) {
        return item instanceof CaseItem.Valid(var testCase) && filter.test(testCase);
    }

    @Override
    public Stream<CaseItem> open() {
        Stream<CaseItem> items = source.open();
        Iterator<CaseItem> each = items.filter(item -> fits(item, filter)).iterator();
        Iterable<CaseItem> drawn = () -> new Draw(each);
        return StreamSupport.stream(drawn.spliterator(), false).onClose(items::close);
    }

    @Override
    public Optional<Long> size() {
        return Optional.of(chosen);
    }

    @Override
    public List<Fault> hints() {
        return source.hints();
    }

    @Override
    public Optional<DatasetVersionUsed> dataset() {
        return source.dataset();
    }

    /** Goes through the test cases and takes each with the chance that makes the number come out (selection sampling). */
    private final class Draw implements Iterator<CaseItem> {
        private final Iterator<CaseItem> each;
        private final SplittableRandom random = new SplittableRandom(seed);
        private long left = fitting;
        private long wanted = chosen;

        Draw(Iterator<CaseItem> each) {
            this.each = each;
        }

        @Override
        public boolean hasNext() {
            return wanted > 0 && each.hasNext();
        }

        @Override
        public CaseItem next() {
            while (true) {
                CaseItem item = each.next();
                boolean taken = random.nextLong(left) < wanted;
                left--;
                if (taken) {
                    wanted--;
                    return item;
                }
            }
        }
    }
}
