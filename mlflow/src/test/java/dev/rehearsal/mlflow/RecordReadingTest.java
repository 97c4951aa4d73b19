package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rehearsal.dataset.DatasetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a hand-written file would be refused for is renamed or left out, and told of. */
class RecordReadingTest {
    private final List<String> warnings = new ArrayList<>();

    private Optional<DatasetRecord> read(String record) throws JsonProcessingException {
        return RecordReading.read(Rest.JSON.readTree(record), warnings);
    }

    @Test
    void renamesReservedNamesOfTheContext() throws Exception {
        Optional<DatasetRecord> record = read("""
                {"dataset_record_id": "dr-1", "inputs": {"goal": "Ask", "context":
                 {"input": 1, "messages": 2, "messages_": 3, "mlflow_session_id": "s", "tier": "gold"}}}""");

        assertThat(record.orElseThrow().testCase().context().toJson())
                .isEqualTo(
                        "{\"input_\":1,\"messages__\":2,\"messages_\":3,\"mlflow_session_id_\":\"s\",\"tier\":\"gold\"}");
        assertThat(warnings)
                .containsExactly(
                        "dr-1: context key 'input' is reserved; it is called 'input_' now",
                        "dr-1: context key 'messages' is reserved; it is called 'messages__' now",
                        "dr-1: context key 'mlflow_session_id' is reserved; it is called 'mlflow_session_id_' now");
    }

    @Test
    void leavesOtherInputsOut() throws Exception {
        Optional<DatasetRecord> record = read("""
                {"dataset_record_id": "dr-2", "inputs": {"goal": "Ask", "question": "Hi?"}}""");

        assertThat(record.orElseThrow().testCase().goal()).isEqualTo("Ask");
        assertThat(warnings).containsExactly("dr-2: input 'question' is none of a test case; it is left out");
    }

    @Test
    void leavesARecordOutThatIsNoTestCase() throws Exception {
        assertThat(read("{\"dataset_record_id\": \"dr-3\", \"inputs\": {\"goal\": \" \"}}"))
                .isEmpty();
        assertThat(read("{\"dataset_record_id\": \"dr-4\", \"inputs\": {\"goal\": \"Ask\", \"context\": [1]}}"))
                .isEmpty();
        assertThat(warnings)
                .hasSize(2)
                .anyMatch(each -> each.startsWith("dr-3 is left out: ") && each.contains("goal"))
                .anyMatch(each -> each.startsWith("dr-4 is left out: ") && each.contains("context"));
    }

    @Test
    void takesWhatIsWholeWithoutAWarning() throws Exception {
        Optional<DatasetRecord> record = read("""
                {"inputs": {"goal": "Ask", "persona": "Curt", "simulation_guidelines": "Be short"},
                 "expectations": {"expected_response": "Yes"}, "tags": {"tier": "gold", "size": 3}}""");

        assertThat(record.orElseThrow().testCase().expectations().toJson())
                .isEqualTo("{\"expected_response\":\"Yes\"}");
        assertThat(record.orElseThrow().testCase().tags())
                .containsEntry("tier", "gold")
                .containsEntry("size", "3");
        assertThat(warnings).isEmpty();
    }
}
