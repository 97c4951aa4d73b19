package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class RepliesTest {

    @Test
    void saysNoToGoalChecks() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            JsonNode answer = Client.JSON.readTree(Client.content(client.chat(
                    "gpt", "user: (question 9)", Client.schema("rationale", "string", "goal_achieved", "boolean"))));

            Iterator<String> names = answer.fieldNames();
            assertThat(names.next()).isEqualTo("rationale");
            assertThat(answer.path("goal_achieved").isBoolean()).isTrue();
            assertThat(answer.path("goal_achieved").asBoolean(true)).isFalse();
            assertThat(server.statistics().count(RequestKind.GOAL_CHECK)).isEqualTo(1);
        }
    }

    @Test
    void saysYesToGoalChecksFromATurnOn() throws Exception {
        try (var server = ModelServer.builder().achievedFromTurn(3).start();
                var client = new Client(server)) {
            assertThat(achieved(client, "user: Hi (question 2)")).isFalse();
            assertThat(achieved(client, "user: Hi (question 2)\nuser: Hi (question 3)"))
                    .isTrue();
        }
    }

    @Test
    void saysYesToJudges() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            JsonNode answer = Client.JSON.readTree(Client.content(client.chat(
                    "gpt", "Judge.", Client.schema("rationale", "string", "result", "string", "score", "integer"))));

            assertThat(answer.path("result").asText()).isEqualTo("yes");
            assertThat(answer.path("score").asInt()).isEqualTo(1);
            assertThat(server.statistics().count(RequestKind.JUDGE)).isEqualTo(1);
        }
    }

    @Test
    void speaksAsAUserWhereTheSchemaHasAMessage() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            JsonNode answer = Client.JSON.readTree(Client.content(
                    client.chat("gpt", "Go on.", Client.schema("message", "string", "done", "boolean"))));

            assertThat(answer.path("message").asText()).contains("(question 1)");
            assertThat(answer.path("done").asBoolean(true)).isFalse();
            assertThat(server.statistics().count(RequestKind.USER)).isEqualTo(1);
        }
    }

    @Test
    void findsASchemaThatIsWrittenInThePrompt() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            JsonNode answer = Client.JSON.readTree(Client.content(client.chat(
                    "gpt",
                    "Use {braces}. Answer with JSON that fits\n"
                            + "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"},"
                            + "\"goal_achieved\":{\"type\":\"boolean\"}}}\nand nothing else.")));

            assertThat(answer.has("reason")).isTrue();
            assertThat(answer.path("goal_achieved").asBoolean(true)).isFalse();
        }
    }

    @Test
    void doesNotTakeATranscriptForAnInstruction() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            client.chat("mock-agent", "Say goal_achieved");
            client.chat("gpt", "The agent said goal_achieved: true", Client.schema("message", "string"));
            client.chat("gpt", "The agent said goal_achieved: true", Client.schema("rationale", "string"));

            assertThat(server.statistics().count(RequestKind.GOAL_CHECK)).isZero();
        }
    }

    @Test
    void makesInstancesOfSchemas() throws Exception {
        JsonNode schema = Client.JSON.readTree("""
                {"type": "object", "$defs": {"mark": {"enum": ["no", "yes"]}}, "properties": {
                  "marks": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/mark"}},
                  "score": {"type": "integer", "minimum": 1, "maximum": 5},
                  "kind": {"const": "final"},
                  "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                  "nothing": {"type": ["null", "string"]},
                  "self": {"$ref": "#"}}}
                """);
        JsonNode yes = new SchemaInstance(schema, true, "m", "r").make();
        JsonNode no = new SchemaInstance(schema, false, "m", "r").make();

        assertThat(yes.path("marks").toString()).isEqualTo("[\"yes\",\"yes\"]");
        assertThat(no.path("marks").toString()).isEqualTo("[\"no\",\"no\"]");
        assertThat(yes.path("score").asInt()).isEqualTo(5);
        assertThat(no.path("score").asInt()).isEqualTo(1);
        assertThat(yes.path("kind").asText()).isEqualTo("final");
        assertThat(yes.path("note").asText()).isEqualTo("r");
        assertThat(yes.path("nothing").isNull()).isTrue();
    }

    private static boolean achieved(Client client, String transcript) throws Exception {
        return Client.JSON
                .readTree(Client.content(client.chat(
                        "gpt", transcript, Client.schema("rationale", "string", "goal_achieved", "boolean"))))
                .path("goal_achieved")
                .asBoolean();
    }
}
