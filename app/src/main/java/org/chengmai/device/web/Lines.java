package org.chengmai.device.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.chengmai.device.intake.BulkLoad;

/** A body cut into lines, without holding more than one; a line that is too long is passed over. */
final class Lines {

    private static final int BLOCK = 64 * 1024;

    private final InputStream body;
    private final int longest;
    private byte[] line = new byte[1024];
    private int length;
    private boolean tooLong;

    Lines(InputStream body, int longest) {
        this.body = body;
        this.longest = longest;
    }

    void forEach(BulkLoad to) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            int start = 0;
            for (int i = 0; i < n; i++) {
                if (block[i] == '\n') {
                    append(block, start, i);
                    give(to);
                    start = i + 1;
                }
            }
            append(block, start, n);
        }
        if (length > 0 || tooLong) {
            give(to);
        }
    }

    private void append(byte[] block, int from, int to) {
        int n = to - from;
        if (tooLong || length + n > longest) {
            tooLong = true;
            return;
        }
        if (length + n > line.length) {
            line = Arrays.copyOf(line, Math.max(length + n, line.length * 2));
        }
        System.arraycopy(block, from, line, length, n);
        length += n;
    }

    private void give(BulkLoad to) {
        if (tooLong) {
            to.tooLong();
        } else {
            boolean carriage = length > 0 && line[length - 1] == '\r';
            to.line(line, carriage ? length - 1 : length);
        }
        length = 0;
        tooLong = false;
    }
}
