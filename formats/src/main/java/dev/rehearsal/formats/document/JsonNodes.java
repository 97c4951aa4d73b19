package dev.rehearsal.formats.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A JSON document. */
final class JsonNodes implements NodeStream {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS + 1)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    private final Document document;
    private final Faults faults;
    private final JsonParser parser;
    private @Nullable JsonToken token;

    JsonNodes(Document document, Faults faults) throws IOException {
        this.document = document;
        this.faults = faults;
        Reader text = document.open();
        this.parser = FACTORY.createParser(text);
        try {
            advance();
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    private void advance() throws IOException {
        try {
            token = parser.nextToken();
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    private UnreadableException broken(JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        return new UnreadableException(
                document.fault(document.wholeLine(line), "is not JSON: " + e.getOriginalMessage()));
    }

    @Override
    public Next next() {
        return switch (token) {
            case null -> Next.END;
            case START_OBJECT -> Next.MAPPING;
            case START_ARRAY -> Next.SEQUENCE;
            case END_OBJECT, END_ARRAY -> Next.CLOSE;
            default -> Next.SCALAR;
        };
    }

    @Override
    public int line() {
        return document.wholeLine(Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    @Override
    public void enter() throws IOException {
        advance();
    }

    @Override
    public void leave() throws IOException {
        advance();
    }

    @Override
    public String key() throws IOException {
        String key = parser.currentName();
        advance();
        return key;
    }

    @Override
    public Node read() throws IOException {
        int line = line();
        return switch (token) {
            case START_OBJECT -> mapping(line);
            case START_ARRAY -> sequence(line);
            case null -> throw new UnreadableException(document.fault(line, "ends too early"));
            default -> scalar(line);
        };
    }

    private Node mapping(int line) throws IOException {
        var mapping = new MappingBuilder(line, faults);
        enter();
        while (token == JsonToken.FIELD_NAME) {
            int keyLine = line();
            mapping.put(key(), keyLine, read());
        }
        leave();
        return mapping.build();
    }

    private Node sequence(int line) throws IOException {
        var items = new ArrayList<Node>();
        enter();
        while (next() != Next.CLOSE) {
            items.add(read());
        }
        leave();
        return Node.Sequence.of(line, items);
    }

    private Node scalar(int line) throws IOException {
        try {
            Object value = switch (token) {
                case VALUE_NULL -> null;
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalars.number(parser.getText());
                case null, default -> parser.getText();
            };
            advance();
            return new Node.Scalar(line, value);
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    @Override
    public void end() throws IOException {
        if (token != null) {
            throw new UnreadableException(document.fault(line(), "there is more after the end of the JSON value"));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
