package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session a line, each a JSON object with all that is kept of it and its outcome. */
final class JsonLinesReport implements Report {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> extensions() {
        return List.of("jsonl", "ndjson");
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunRecord run = RunOutline.run(result);
        try (Stream<SessionRecord> sessions = result.records()) {
            for (Iterator<SessionRecord> each = sessions.iterator(); each.hasNext(); ) {
                out.write(JsonText.of(values(run, each.next())) + "\n");
            }
        }
    }

    static Map<String, @Nullable Object> values(RunRecord run, SessionRecord session) {
        Map<String, @Nullable Object> values = SessionValues.of(session);
        values.put("outcome", Outcome.of(run, session).label().replace(' ', '_'));
        values.put("reasons", Outcome.reasons(run, session));
        return values;
    }
}
