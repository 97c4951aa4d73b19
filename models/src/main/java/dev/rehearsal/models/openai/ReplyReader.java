package dev.rehearsal.models.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelReply.Finish;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.models.http.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a chat completions response, token by token; used once. */
final class ReplyReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final Failures failures;
    private final ModelRequest request;
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private String refusal = "";
    private Finish finish = Finish.OTHER;
    private Usage usage = Usage.NONE;
    private boolean answered;
    private int errorStatus;

    ReplyReader(Failures failures, ModelRequest request) {
        this.failures = failures;
        this.request = request;
    }

    /** @throws dev.rehearsal.model.ModelException if there is no reply in it */
    ModelReply read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw failures.notAReply(body);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "choices" -> readChoices(json);
                    case "usage" -> readUsage(json);
                    case "error" -> {
                        if (value == JsonToken.START_OBJECT) {
                            readError(json);
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw failures.notAReply(body);
        }
        if (!answered) {
            throw errorStatus > 0 ? failures.from(errorStatus, body, null, request) : failures.notAReply(body);
        }
        boolean refused = text.isEmpty() && calls.isEmpty() && !refusal.isEmpty();
        return new ModelReply(
                refused ? refusal : text.toString(), calls, refused ? Finish.CONTENT_FILTER : finish, usage);
    }

    private void readChoices(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (answered) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("message") && value == JsonToken.START_OBJECT) {
                    answered = true;
                    readMessage(json);
                } else if (field.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
                    finish = finish(json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private void readMessage(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("content") || field.equals("images") && value == JsonToken.START_ARRAY) {
                readContent(json);
            } else if (field.equals("refusal") && value == JsonToken.VALUE_STRING) {
                refusal = json.getText();
            } else if (field.equals("tool_calls") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readCall(json);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void readContent(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            text.append(json.getText());
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            var parts = new PartReader();
            parts.read(json);
            text.append(text.isEmpty() || parts.isEmpty() ? "" : "\n\n").append(parts);
        }
    }

    private void readCall(JsonParser json) throws IOException {
        String id = "";
        String name = "";
        String arguments = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("id") && value == JsonToken.VALUE_STRING) {
                id = json.getText();
            } else if (field.equals("function") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String inner = json.currentName();
                    boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                    if (isText && inner.equals("name")) {
                        name = json.getText();
                    } else if (isText && inner.equals("arguments")) {
                        arguments = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        calls.add(ToolCall.of(id, name, arguments.isBlank() ? "{}" : arguments));
    }

    private void readUsage(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        long input = 0;
        long output = 0;
        long cached = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("prompt_tokens") && value.isNumeric()) {
                input = Math.max(0, json.getLongValue());
            } else if (field.equals("completion_tokens") && value.isNumeric()) {
                output = Math.max(0, json.getLongValue());
            } else if (field.equals("prompt_tokens_details") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isCached = json.currentName().equals("cached_tokens");
                    if (json.nextToken().isNumeric() && isCached) {
                        cached = Math.max(0, json.getLongValue());
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        usage = new Usage(input, output, cached);
    }

    /** Some gateways answer 200 and put the real status into the body. */
    private void readError(JsonParser json) throws IOException {
        errorStatus = 500;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isCode = json.currentName().equals("code");
            if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && isCode && json.getIntValue() >= 400) {
                errorStatus = json.getIntValue();
            } else {
                json.skipChildren();
            }
        }
    }

    private static Finish finish(String reason) {
        return switch (reason) {
            case "stop" -> Finish.STOP;
            case "length" -> Finish.LENGTH;
            case "tool_calls", "function_call" -> Finish.TOOL_CALLS;
            case "content_filter" -> Finish.CONTENT_FILTER;
            default -> Finish.OTHER;
        };
    }
}
