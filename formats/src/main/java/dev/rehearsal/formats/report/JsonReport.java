package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.GateResult;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One JSON object: the run with its metrics, configuration and usage, whether it passed, and its sessions. */
final class JsonReport implements Report {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<String> extensions() {
        return List.of("json");
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunRecord run = RunOutline.run(result);
        Map<String, @Nullable Object> values = RunValues.withDetails(run, result.store());
        values.put("not_run", result.notRun());
        values.put("gate_met", result.gate().map(GateResult::passed).orElse(null));
        values.put("passed", result.passed());
        values.put("reasons", result.reasons());
        String head = JsonText.of(values);
        out.write(head.substring(0, head.length() - 1) + ",\"sessions\":[");
        String separator = "\n";
        try (Stream<SessionRecord> sessions = result.records()) {
            for (Iterator<SessionRecord> each = sessions.iterator(); each.hasNext(); ) {
                out.write(separator + JsonText.of(JsonLinesReport.values(run, each.next())));
                separator = ",\n";
            }
        }
        out.write("\n]}\n");
    }
}
