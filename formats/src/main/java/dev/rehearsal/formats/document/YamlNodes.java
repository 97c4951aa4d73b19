package dev.rehearsal.formats.document;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML 1.2 document. Aliases stand for what was read before; what they stand for is limited, tags of one's own are refused. */
final class YamlNodes implements NodeStream {
    /** At most that many values may aliases put into one value that is read whole. */
    private static final long MOST_ALIASED = 10_000;

    private static final int MOST_ANCHORS = 10_000;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final Document document;
    private final Faults faults;
    private final Reader text;
    private final Iterator<Event> events;
    private final Map<Anchor, Node> anchors = new HashMap<>();
    private Event event;
    private long aliased;

    YamlNodes(Document document, Faults faults) throws IOException {
        this.document = document;
        this.faults = faults;
        this.text = document.open();
        try {
            this.events = new Parse(SETTINGS).parseReader(text).iterator();
            this.event = events.next();
            advance();
            if (event.getEventId() == Event.ID.DocumentStart) {
                advance();
            }
        } catch (YamlEngineException e) {
            text.close();
            throw broken(e);
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    private void advance() throws IOException {
        try {
            event = events.next();
        } catch (YamlEngineException e) {
            throw broken(e);
        }
    }

    private UnreadableException broken(YamlEngineException e) {
        return switch (e) {
            case MarkedYamlEngineException marked ->
                unreadable(lineOf(marked.getProblemMark()), "is not YAML: " + marked.getProblem());
            case ReaderException character ->
                unreadable(
                        lineOf(event.getEndMark()),
                        String.format(Locale.ROOT, "character U+%04X cannot stand in YAML", character.getCodePoint()));
            case YamlEngineException other ->
                other.getCause() instanceof UnreadableException cause
                        ? cause
                        : unreadable(lineOf(event.getEndMark()), "is not YAML: " + other.getMessage());
        };
    }

    private UnreadableException unreadable(int line, String message) {
        return new UnreadableException(document.fault(line, message));
    }

    private static int lineOf(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    @Override
    public Next next() {
        return switch (event.getEventId()) {
            case MappingStart -> Next.MAPPING;
            case SequenceStart -> Next.SEQUENCE;
            case MappingEnd, SequenceEnd -> Next.CLOSE;
            case Scalar, Alias -> Next.SCALAR;
            case DocumentStart, DocumentEnd, StreamStart, StreamEnd, Comment -> Next.END;
        };
    }

    @Override
    public int line() {
        return lineOf(event.getStartMark());
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
        int line = line();
        if (event instanceof ScalarEvent scalar) {
            advance();
            return scalar.getValue();
        }
        if (event instanceof AliasEvent alias && anchored(alias) instanceof Node.Scalar(int at, String key)) {
            advance();
            return key;
        }
        throw unreadable(line, "a key must be text");
    }

    @Override
    public Node read() throws IOException {
        aliased = 0;
        return read(1);
    }

    private Node read(int level) throws IOException {
        if (level > MOST_LEVELS) {
            throw unreadable(line(), "is nested deeper than " + MOST_LEVELS + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias, level);
        }
        Optional<Anchor> anchor = event instanceof NodeEvent start ? start.getAnchor() : Optional.empty();
        Node node = switch (event) {
            case MappingStartEvent start -> mapping(start, level);
            case SequenceStartEvent start -> sequence(start, level);
            case ScalarEvent scalar -> scalar(scalar);
            case Event other -> throw unreadable(line(), "a value is missing");
        };
        anchor.ifPresent(name -> anchors.put(name, node));
        if (anchors.size() > MOST_ANCHORS) {
            throw unreadable(node.line(), "has more than " + MOST_ANCHORS + " anchors");
        }
        return node;
    }

    private Node anchored(AliasEvent alias) throws UnreadableException {
        Node node = anchors.get(alias.getAlias());
        if (node == null) {
            throw unreadable(line(), "alias *" + alias.getAlias() + " stands before its anchor or inside it");
        }
        return node;
    }

    private Node alias(AliasEvent alias, int level) throws IOException {
        Node node = anchored(alias);
        aliased += node.size();
        if (aliased > MOST_ALIASED) {
            throw unreadable(line(), "aliases stand for more than " + MOST_ALIASED + " values");
        }
        if (level + node.depth() > MOST_LEVELS) {
            throw unreadable(line(), "is nested deeper than " + MOST_LEVELS + " levels");
        }
        advance();
        return node;
    }

    private Node mapping(MappingStartEvent start, int level) throws IOException {
        refuseTag(start.getTag());
        var mapping = new MappingBuilder(line(), faults);
        enter();
        while (next() != Next.CLOSE) {
            int keyLine = line();
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.getScalarStyle() == ScalarStyle.PLAIN
                    && scalar.getValue().equals("<<");
            String key = key();
            Node value = read(level + 1);
            if (merge) {
                mapping.merge(keyLine, value);
            } else {
                mapping.put(key, keyLine, value);
            }
        }
        leave();
        return mapping.build();
    }

    private Node sequence(SequenceStartEvent start, int level) throws IOException {
        refuseTag(start.getTag());
        int line = line();
        var items = new ArrayList<Node>();
        enter();
        while (next() != Next.CLOSE) {
            items.add(read(level + 1));
        }
        leave();
        return Node.Sequence.of(line, items);
    }

    private Node scalar(ScalarEvent scalar) throws IOException {
        int line = line();
        boolean text = scalar.getTag().filter(tag -> tag.endsWith(":str")).isPresent();
        if (!text) {
            refuseTag(scalar.getTag());
        }
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN && !text;
        advance();
        return new Node.Scalar(line, plain ? Scalars.plain(scalar.getValue()) : scalar.getValue());
    }

    private void refuseTag(Optional<String> tag) {
        tag.filter(name -> !name.equals("!"))
                .ifPresent(name -> faults.add(line(), "tag " + name + " is not known; leave it out"));
    }

    @Override
    public void end() throws IOException {
        while (next() == Next.END && event.getEventId() != Event.ID.StreamEnd) {
            advance();
            if (event.getEventId() == Event.ID.DocumentStart) {
                throw unreadable(line(), "has more than one YAML document; put everything before the '---'");
            }
        }
        if (next() != Next.END) {
            throw unreadable(line(), "there is more after the end of the YAML value");
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
