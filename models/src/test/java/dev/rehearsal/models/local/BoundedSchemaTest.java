package dev.rehearsal.models.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import org.junit.jupiter.api.Test;

class BoundedSchemaTest {
    @Test
    void boundsFreeTextsOnly() {
        String schema = """
                {"type": "object", "properties": {
                  "why": {"type": "string"},
                  "short": {"type": "string", "maxLength": 5},
                  "answer": {"type": "string", "enum": ["yes", "no"]},
                  "all": {"type": "array", "items": {"type": "string"}}}}
                """;

        assertThat(Attributes.parse(BoundedSchema.of(schema))).isEqualTo(Attributes.parse("""
                                {"type": "object", "properties": {
                                  "why": {"type": "string", "maxLength": 300},
                                  "short": {"type": "string", "maxLength": 5},
                                  "answer": {"type": "string", "enum": ["yes", "no"]},
                                  "all": {"type": "array", "items": {"type": "string", "maxLength": 300}}}}
                                """));
    }

    @Test
    void leavesAPropertyThatIsCalledTypeAlone() {
        String schema = "{\"type\":\"object\",\"properties\":{\"type\":{\"type\":\"boolean\"}}}";

        assertThat(BoundedSchema.of(schema)).isEqualTo(schema);
    }
}
