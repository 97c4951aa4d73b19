package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Moment;
import java.util.List;
import java.util.TreeMap;

/** A version of a dataset, worded. */
record VersionView(int number, Moment at, String by, String what, String records, String change) {
    static VersionView of(DatasetVersion version) {
        return new VersionView(
                version.number(),
                Moment.of(version.at()),
                version.by(),
                version.what(),
                Figures.of(version.records(), "record"),
                "+" + Figures.count(version.added()) + " ~" + Figures.count(version.changed()) + " −"
                        + Figures.count(version.removed()));
    }

    /** A dataset in a list. */
    record Named(String name, String href, List<String> tags, VersionView newest) {
        static Named of(DatasetRow row) {
            return new Named(
                    row.name(),
                    Address.of("datasets", row.name()).toString(),
                    new TreeMap<>(row.tags())
                            .entrySet().stream()
                                    .map(tag -> tag.getKey() + ": " + tag.getValue())
                                    .toList(),
                    VersionView.of(row.newest()));
        }
    }
}
