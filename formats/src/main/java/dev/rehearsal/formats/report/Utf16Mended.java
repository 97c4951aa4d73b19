package dev.rehearsal.formats.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Passes texts on with the replacement character for halves of characters, which no UTF-8 can hold and a writer refuses. */
final class Utf16Mended extends FilterWriter {
    private char high;

    Utf16Mended(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.substring(offset, offset + length).toCharArray(), 0, length);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        var mended = new StringBuilder(length + 1);
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (high != 0) {
                boolean pair = Character.isLowSurrogate(c);
                mended.append(pair ? high : '\ufffd');
                high = 0;
                if (pair) {
                    mended.append(c);
                    continue;
                }
            }
            if (Character.isHighSurrogate(c)) {
                high = c;
            } else {
                mended.append(Character.isLowSurrogate(c) ? '\ufffd' : c);
            }
        }
        out.append(mended);
    }

    @Override
    public void flush() throws IOException {
        if (high != 0) {
            out.write('\ufffd');
            high = 0;
        }
        super.flush();
    }
}
