package dev.rehearsal.formats.transcripts;

import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.evaluation.RecordedSessions;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.UnreadableException;
import java.io.IOException;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file of transcripts that was checked whole; it is read again, as a stream, each time it is opened. */
final class TranscriptFile implements RecordedSessions {
    private final Document document;
    private final TranscriptFormat format;

    private TranscriptFile(Document document, TranscriptFormat format) {
        this.document = document;
        this.format = format;
    }

    /** Reads the document to its end and refuses it with every fault it has. */
    static TranscriptFile checked(Document document, TranscriptFormat format) {
        var faults = new Faults(document);
        try (var lines = new Lines(document, format, faults)) {
            lines.forEachRemaining(session -> {});
            if (lines.number() == 0 && faults.isEmpty()) {
                faults.add(
                        0,
                        "has no transcripts; give at least one "
                                + (format == TranscriptFormat.CHAT ? "line with 'messages'" : "conversation"));
            }
        }
        faults.refuse();
        return new TranscriptFile(document, format);
    }

    @Override
    public Stream<RecordedSession> open() {
        var faults = new Faults(document);
        var lines = new Lines(document, format, faults);
        return StreamSupport.stream(lines, false).onClose(lines::close).peek(session -> faults.refuse());
    }

    @Override
    public String origin() {
        return document.name();
    }

    /** One transcript after another; what is wrong is said to the faults, and left out. */
    private static final class Lines extends AbstractSpliterator<RecordedSession> implements AutoCloseable {
        private final Document document;
        private final Faults faults;
        private final TranscriptFormat format;
        private @Nullable RawTranscripts lines;
        private boolean ended;

        Lines(Document document, TranscriptFormat format, Faults faults) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.document = document;
            this.format = format;
            this.faults = faults;
        }

        long number() {
            return lines == null ? 0 : lines.number();
        }

        @Override
        public boolean tryAdvance(Consumer<? super RecordedSession> action) {
            while (!ended) {
                RecordedSession session = next();
                if (session != null) {
                    action.accept(session);
                    return true;
                }
            }
            return false;
        }

        private @Nullable RecordedSession next() {
            try {
                if (lines == null) {
                    lines = RawTranscripts.open(format, document, faults);
                }
                RawTranscripts.Raw raw = lines.next();
                ended = raw == null;
                return raw == null ? null : new TranscriptReader(document, faults, lines.number()).read(raw);
            } catch (UnreadableException e) {
                ended = true;
                faults.add(e.fault());
            } catch (IOException e) {
                ended = true;
                faults.add(0, "cannot be read: " + e.getMessage());
            }
            return null;
        }

        @Override
        public void close() {
            ended = true;
            try {
                if (lines != null) {
                    lines.close();
                }
            } catch (IOException e) {
                // Nothing was written, so nothing is lost.
            }
        }
    }
}
