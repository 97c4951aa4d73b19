package dev.rehearsal.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;

/**
 * What stands in a turn's inputs and outputs, as JSON. The inputs have the newest message of the user only: MLflow's judges read the inputs
 * of each turn, one after the other, and would see a history again and again.
 */
final class ChatText {
    private ChatText() {}

    static String inputs(PublishedTurn turn) {
        ObjectNode inputs = Rest.object();
        ArrayNode messages = inputs.putArray("messages");
        Message said = turn.said();
        messages.add(message("user", said == null ? "" : said.text()));
        return write(inputs);
    }

    static String outputs(Answer answer) {
        ObjectNode outputs = Rest.object();
        ObjectNode choice = outputs.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("message", message("assistant", answer.text()));
        choice.put("finish_reason", "stop");
        return write(outputs);
    }

    private static ObjectNode message(String role, String text) {
        return Rest.object().put("role", role).put("content", Wellformed.of(text));
    }

    /** The text if it is JSON, else as a JSON string. */
    static String json(String text) {
        try {
            if (Rest.JSON.readTree(text).isContainerNode()) {
                return text;
            }
        } catch (JsonProcessingException e) {
            // then it is text
        }
        return write(text);
    }

    static String write(Object value) {
        try {
            return Rest.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }
}
