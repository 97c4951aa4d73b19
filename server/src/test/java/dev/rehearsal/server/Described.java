package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks a server by its description: each answer has to be as that says, and what was asked is remembered. */
final class Described {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ADDRESS = "https://rehearsal.dev/openapi.json";

    private final RawClient client;
    private final JsonNode description;
    private final SchemaRegistry registry;
    private final Set<String> seen = new TreeSet<>();

    Described(RehearsalServer server) {
        try {
            client = new RawClient(server.address());
            String text = client.get("/api/v1/openapi.json").body();
            description = MAPPER.readTree(text);
            registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, each -> each.schemas(Map.of(ADDRESS, text)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode get(int status, String template, String path) {
        return ask("GET", status, template, path, "");
    }

    JsonNode ask(String method, int status, String template, String path, String body) {
        RawClient.Response response = body.isEmpty()
                ? client.send(method, path, "")
                : client.send(method, path, body, "Content-Type: application/json");
        assertThat(response.status())
                .as(method + " " + path + ": " + response.body())
                .isEqualTo(status);
        JsonNode operation = description.path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT));
        assertThat(operation.isMissingNode())
                .as(method + " " + template + " is described")
                .isFalse();
        JsonNode answer = operation.path("responses").path(Integer.toString(status));
        assertThat(answer.isMissingNode())
                .as(method + " " + template + " may answer " + status)
                .isFalse();
        String type = response.header("Content-Type").orElse("").split(";")[0];
        assertThat(answer.path("content").has(type)).as(type).isTrue();
        seen.add(method + " " + template + " " + status);
        String schema = "#/paths/" + escaped(template) + "/" + method.toLowerCase(java.util.Locale.ROOT) + "/responses/"
                + status + "/content/" + escaped(type) + "/schema";
        if (type.endsWith("json")) {
            assertThat(registry.getSchema(SchemaLocation.of(ADDRESS + schema))
                            .validate(response.body(), InputFormat.JSON))
                    .as(method + " " + path + ": " + response.body())
                    .isEmpty();
            try {
                return MAPPER.readTree(response.body());
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return MAPPER.getNodeFactory().textNode(response.body());
    }

    private static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    Set<String> seen() {
        return seen;
    }

    /** Every operation with every answer that it says by number. */
    Set<String> described() {
        var all = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .path("responses")
                                .fieldNames()
                                .forEachRemaining(status -> {
                                    if (!status.equals("default")) {
                                        all.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " "
                                                + path.getKey() + " " + status);
                                    }
                                })));
        return all;
    }
}
