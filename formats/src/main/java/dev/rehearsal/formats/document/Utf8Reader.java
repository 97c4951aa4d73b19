package dev.rehearsal.formats.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decodes UTF-8 and nothing else: a byte that is not part of a character is a fault with its offset, never a question mark. */
final class Utf8Reader extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Document document;
    private final InputStream bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer undecoded = ByteBuffer.allocate(16_384).flip();
    private final CharBuffer decoded = CharBuffer.allocate(16_384).flip();
    private long bytesRead;
    private int line = 1;
    private boolean started;
    private boolean ended;

    Utf8Reader(Document document, InputStream bytes) {
        this.document = document;
        this.bytes = bytes;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!decoded.hasRemaining()) {
            if (ended && !undecoded.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, decoded.remaining());
        if (count > 1 && Character.isHighSurrogate(decoded.get(decoded.position() + count - 1))) {
            count--; // the YAML parser overruns its buffer where it ends in half a character
        }
        decoded.get(target, from, count);
        return count;
    }

    private void decode() throws IOException {
        if (!ended) {
            undecoded.compact();
            int count = bytes.read(undecoded.array(), undecoded.position(), undecoded.remaining());
            if (count > 0) {
                undecoded.position(undecoded.position() + count);
                bytesRead += count;
            }
            ended = count < 0;
            undecoded.flip();
        }
        decoded.clear();
        CoderResult result = decoder.decode(undecoded, decoded, ended);
        decoded.flip();
        skipByteOrderMark();
        countLines();
        if (result.isError()) {
            long offset = bytesRead - undecoded.remaining();
            int value = Byte.toUnsignedInt(undecoded.get(undecoded.position()));
            throw new UnreadableException(document.fault(
                    line,
                    String.format(
                            Locale.ROOT,
                            "is not UTF-8: byte 0x%02X at offset %d; save the file as UTF-8",
                            value,
                            offset)));
        }
    }

    private void skipByteOrderMark() {
        if (!started && decoded.hasRemaining()) {
            started = true;
            if (decoded.get(0) == BYTE_ORDER_MARK) {
                decoded.get();
            }
        }
    }

    private void countLines() throws UnreadableException {
        for (int i = decoded.position(); i < decoded.limit(); i++) {
            char c = decoded.get(i);
            if (c == '\n') {
                line++;
            } else if (c == 0) {
                throw new UnreadableException(
                        document.fault(line, "holds a NUL character, so it is no UTF-8 text; save the file as UTF-8"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
