package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.server.pages.text.Address;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the page of a dataset shows, worded.
 *
 * @param newest whether it is the newest version, which alone can be changed
 * @param earlier the page before; empty on the first
 * @param later the page after; empty on the last
 */
record DatasetPage(
        String name,
        String href,
        VersionView version,
        boolean newest,
        List<VersionView> versions,
        List<RecordView> records,
        String earlier,
        String later) {
    private static final int PAGE = 50;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    static DatasetPage of(Dataset dataset, int page) {
        List<VersionView> versions =
                dataset.versions().stream().map(VersionView::of).toList();
        int number = dataset.version().number();
        List<RecordView> records;
        try (Stream<DatasetRecord> all = dataset.records()) {
            records = all.skip((long) page * PAGE)
                    .limit(PAGE)
                    .map(record -> RecordView.of(dataset.name(), record))
                    .toList();
        }
        boolean more = dataset.version().records() > (page + 1L) * PAGE;
        boolean newest = versions.isEmpty() || versions.getFirst().number() == number;
        return new DatasetPage(
                dataset.name(),
                Address.of("datasets", dataset.name()).toString(),
                VersionView.of(dataset.version()),
                newest,
                versions,
                records,
                page == 0 ? "" : place(dataset, page - 1),
                more ? place(dataset, page + 1) : "");
    }

    /** How a command names it; empty where a shell would read more in its name than a name. */
    String inCommands() {
        return PLAIN.matcher(name).matches() ? "dataset:" + name + "@" + version.number() : "";
    }

    private static String place(Dataset dataset, int page) {
        return Address.of("datasets", dataset.name())
                .with("version", Integer.toString(dataset.version().number()))
                .with("page", Integer.toString(page))
                .toString();
    }
}
