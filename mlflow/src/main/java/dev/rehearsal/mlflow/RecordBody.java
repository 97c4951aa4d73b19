package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;

/**
 * A record as MLflow takes it. MLflow knows four inputs of a session; what a test case has beside them goes along in a tag, so that nothing is
 * lost on the way back.
 */
final class RecordBody {
    /** The tag that has the whole test case. */
    static final String CASE = "rehearsal.case";

    private RecordBody() {}

    static ObjectNode of(DatasetRecord record) {
        TestCase testCase = record.testCase();
        ObjectNode body = Rest.object();
        ObjectNode inputs = body.putObject("inputs");
        inputs.put("goal", testCase.goal());
        if (testCase.persona() != null) {
            inputs.put("persona", testCase.persona());
        }
        if (!testCase.context().isEmpty()) {
            inputs.set("context", Rest.JSON.valueToTree(testCase.context().asMap()));
        }
        if (!testCase.simulationGuidelines().isEmpty()) {
            inputs.set("simulation_guidelines", Rest.JSON.valueToTree(testCase.simulationGuidelines()));
        }
        if (!testCase.expectations().isEmpty()) {
            body.set(
                    "expectations",
                    Rest.JSON.valueToTree(testCase.expectations().asMap()));
        }
        if (!record.outputs().isEmpty()) {
            body.set("outputs", Rest.JSON.valueToTree(record.outputs().asMap()));
        }
        ObjectNode tags = body.putObject("tags");
        testCase.tags().forEach(tags::put);
        tags.put(CASE, ChatText.write(CaseReader.write(testCase)));
        body.putObject("source")
                .put("source_type", record.source().kind().name())
                .set(
                        "source_data",
                        Rest.JSON.valueToTree(record.source().details().asMap()));
        return body;
    }
}
