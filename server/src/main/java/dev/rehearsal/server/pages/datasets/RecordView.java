package dev.rehearsal.server.pages.datasets;

import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.formats.document.Yaml;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Fact;
import dev.rehearsal.server.pages.text.Moment;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A record of a dataset, worded.
 *
 * @param session where the session is that it was made from; empty where it was none
 * @param yaml the test case as in a file
 */
record RecordView(
        String caseId,
        String href,
        String goal,
        String persona,
        List<Fact> context,
        List<String> guidelines,
        List<Fact> expectations,
        List<String> tags,
        String source,
        String session,
        Moment updatedAt,
        String updatedBy,
        String yaml) {
    static RecordView of(String dataset, DatasetRecord record) {
        String caseId = record.caseId().value();
        String persona = record.testCase().persona();
        return new RecordView(
                caseId,
                Address.of("datasets", dataset, "records", caseId).toString(),
                record.testCase().goal(),
                persona == null ? "" : Figures.line(persona, 160),
                Fact.of(record.testCase().context()),
                record.testCase().simulationGuidelines(),
                Fact.of(record.testCase().expectations()),
                new TreeMap<>(record.testCase().tags())
                        .entrySet().stream()
                                .map(tag -> tag.getKey() + ": " + tag.getValue())
                                .toList(),
                record.source().kind().name().toLowerCase(Locale.ROOT),
                record.source()
                        .sessionId()
                        .map(id -> Address.ofSession(id.value()).toString())
                        .orElse(""),
                Moment.of(record.updatedAt()),
                record.updatedBy(),
                yaml(record));
    }

    static String yaml(DatasetRecord record) {
        return Yaml.write(List.of(CaseReader.write(record.testCase())));
    }
}
