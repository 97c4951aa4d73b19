package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void refusesASchemaWhereOnlyJsonObjectsAreKnown() throws Exception {
        try (var server = ModelServer.builder()
                        .structuredOutput(StructuredOutput.JSON_OBJECT)
                        .start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi", Client.schema("rationale", "string"));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Client.json(response).at("/error/param").asText()).isEqualTo("response_format");
            assertThat(response.body()).contains("json_schema");

            assertThat(jsonObject(client)).isEqualTo(200);
            assertThat(server.statistics().count(Outcome.REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void refusesJsonObjectsTooWhereNoneAreKnown() throws Exception {
        try (var server = ModelServer.builder()
                        .structuredOutput(StructuredOutput.NONE)
                        .start();
                var client = new Client(server)) {
            assertThat(jsonObject(client)).isEqualTo(400);
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesAParameterAsReasoningModelsDo() throws Exception {
        try (var server = ModelServer.builder().refusingParameter("temperature").start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi", body -> body.put("temperature", 0.0));

            var error = Client.json(response).path("error");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error.path("param").asText()).isEqualTo("temperature");
            assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(error.path("code").asText()).isEqualTo("unsupported_parameter");
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesAnotherKey() throws Exception {
        try (var server = ModelServer.builder().requiringKey("sk-right").start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(Client.json(response).at("/error/code").asText()).isEqualTo("invalid_api_key");
            assertThat(response.body()).doesNotContain("sk-right");
        }
    }

    private static int jsonObject(Client client) throws Exception {
        return client.chat(
                        "gpt",
                        "Answer in JSON",
                        body -> body.putObject("response_format").put("type", "json_object"))
                .statusCode();
    }
}
