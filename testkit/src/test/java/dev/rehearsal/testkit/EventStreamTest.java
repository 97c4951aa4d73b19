package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    @Test
    void streamsAnAnswerInPieces() throws Exception {
        try (var server = ModelServer.builder()
                        .reply(RequestKind.AGENT, request -> "Grüße an alle 🦊🦊🦊 in der Runde")
                        .start();
                var client = new Client(server)) {
            var response = client.chat(
                    "mock-agent",
                    "Hi",
                    body -> body.put("stream", true).putObject("stream_options").put("include_usage", true));

            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(response.body()).endsWith("data: [DONE]\n\n");
            List<JsonNode> events = events(response.body());
            StringBuilder text = new StringBuilder();
            for (JsonNode event : events) {
                text.append(event.at("/choices/0/delta/content").asText(""));
            }
            assertThat(text).hasToString("Grüße an alle 🦊🦊🦊 in der Runde");
            assertThat(events).hasSizeGreaterThan(5);
            assertThat(events.get(events.size() - 2)
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo("stop");
            assertThat(events.getLast().at("/usage/completion_tokens").asInt()).isPositive();
        }
    }

    @Test
    void streamsToolCalls() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            var response = client.chat("agent-tool", "Hi", body -> body.put("stream", true));

            assertThat(events(response.body()))
                    .anySatisfy(event -> assertThat(event.at("/choices/0/delta/tool_calls/0/function/name")
                                    .asText())
                            .isEqualTo("look_up_order"));
        }
    }

    private static List<JsonNode> events(String body) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : body.split("\n\n")) {
            if (!line.equals("data: [DONE]")) {
                events.add(Client.JSON.readTree(line.substring("data: ".length())));
            }
        }
        return events;
    }
}
