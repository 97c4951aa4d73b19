package dev.rehearsal.formats.document;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document, so that all of it is said at once. */
public final class Faults {
    private static final int MOST_LISTED = 1_000;

    private final Document document;
    private final List<Placed> faults = new ArrayList<>();
    private long unlisted;

    public Faults(Document document) {
        this.document = document;
    }

    /** A fault at a line, counted from 1; 0 stands for the document as a whole. */
    public void add(int line, String message) {
        add(line, document.fault(line, message));
    }

    /** A fault that knows its place, which may be another document. */
    public void add(Fault fault) {
        add(document.lineOf(fault), fault);
    }

    private void add(int line, Fault fault) {
        if (faults.size() < MOST_LISTED) {
            faults.add(new Placed(line, fault));
        } else {
            unlisted++;
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The faults, in the order of their lines; where they are too many, the last says how many more there are. */
    public List<Fault> list() {
        var list = new ArrayList<Fault>();
        faults.stream()
                .sorted(Comparator.comparingInt(Placed::line))
                .map(Placed::fault)
                .forEach(list::add);
        if (unlisted > 0) {
            list.add(document.fault(0, "and " + unlisted + " more faults"));
        }
        return list;
    }

    /** The faults so far, which are then forgotten. */
    public List<Fault> drain() {
        List<Fault> list = list();
        faults.clear();
        unlisted = 0;
        return list;
    }

    /** @throws InvalidInputException if there is a fault */
    public void refuse() {
        if (!isEmpty()) {
            throw new InvalidInputException(list());
        }
    }

    private record Placed(int line, Fault fault) {}
}
