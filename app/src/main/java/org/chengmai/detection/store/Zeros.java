package org.chengmai.detection.store;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Bytes of which most are zero, written as stretches: how many zeros, how many others, the others. Both numbers have seven
 * bits a byte, the lowest first. It costs less than writing the zeros down.
 */
final class Zeros {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int LONGEST_NUMBER = 5;

    private Zeros() {}

    /** Takes bytes and keeps their stretches, in blocks, so that nothing is copied when there are many. */
    static final class Writer extends OutputStream {

        private static final int BLOCK = 1 << 20;

        private final List<byte[]> blocks = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();
        private byte[] block = new byte[BLOCK / 16];
        private int used;
        private long before;

        /** How many bytes the stretches are. */
        long size() {
            return before + used;
        }

        /** The stretches from the beginning; nothing is written any more. */
        InputStream stretches() {
            List<InputStream> all = new ArrayList<>();
            for (int i = 0; i < blocks.size(); i++) {
                all.add(new ByteArrayInputStream(blocks.get(i), 0, lengths.get(i)));
            }
            all.add(new ByteArrayInputStream(block, 0, used));
            return new SequenceInputStream(Collections.enumeration(all));
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            room(length + 2 * LONGEST_NUMBER * (1 + length / Integer.BYTES));
            int end = offset + length;
            int at = offset;
            while (at < end) {
                int others = afterZeros(from, at, end);
                int next = nextZeros(from, others, end);
                number(others - at);
                number(next - others);
                System.arraycopy(from, others, block, used, next - others);
                used += next - others;
                at = next;
            }
        }

        private static int afterZeros(byte[] from, int start, int end) {
            int at = start;
            while (at + Long.BYTES <= end && (long) LONG.get(from, at) == 0) {
                at += Long.BYTES;
            }
            while (at < end && from[at] == 0) {
                at++;
            }
            return at;
        }

        /** Where zeros begin that are worth a stretch. */
        private static int nextZeros(byte[] from, int start, int end) {
            int at = start;
            while (at < end && (from[at] != 0 || at + Integer.BYTES > end || (int) INT.get(from, at) != 0)) {
                at++;
            }
            return at;
        }

        private void number(int number) {
            int rest = number;
            while (rest > 0x7F) {
                block[used++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            block[used++] = (byte) rest;
        }

        private void room(int more) {
            if (used + more > block.length) {
                blocks.add(block);
                lengths.add(used);
                before += used;
                block = new byte[Math.max(BLOCK, more)];
                used = 0;
            }
        }
    }

    /** Gives the bytes back that stretches stand for. */
    static final class Reader extends InputStream {

        private final InputStream from;
        private final byte[] buffer = new byte[64 * 1024];
        private int at;
        private int end;
        private int zeros;
        private int others;

        Reader(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int done = 0;
            while (done < length && next()) {
                int wanted = Math.min(length - done, zeros > 0 ? zeros : others);
                if (zeros > 0) {
                    Arrays.fill(into, offset + done, offset + done + wanted, (byte) 0);
                    zeros -= wanted;
                    done += wanted;
                } else {
                    int some = Math.min(wanted, available("a stretch of bytes"));
                    System.arraycopy(buffer, at, into, offset + done, some);
                    at += some;
                    others -= some;
                    done += some;
                }
            }
            return done == 0 && length > 0 ? -1 : done;
        }

        /** Goes to the next stretch when this one is over; false at the end. */
        private boolean next() throws IOException {
            while (zeros == 0 && others == 0) {
                if (at == end && !fill()) {
                    return false;
                }
                zeros = number();
                others = number();
            }
            return true;
        }

        private int number() throws IOException {
            int number = 0;
            int last = 0x80;
            for (int shift = 0; last > 0x7F && shift < 7 * LONGEST_NUMBER; shift += 7) {
                available("the length of a stretch");
                last = buffer[at++] & 0xFF;
                number |= (last & 0x7F) << shift;
            }
            if (number < 0) {
                throw new IOException("the length of a stretch is below zero");
            }
            return number;
        }

        /** How many bytes are in the buffer; at least one. */
        private int available(String what) throws IOException {
            if (at == end && !fill()) {
                throw new EOFException(what + " ends too early");
            }
            return end - at;
        }

        private boolean fill() throws IOException {
            int read = from.readNBytes(buffer, 0, buffer.length);
            at = 0;
            end = read;
            return read > 0;
        }
    }
}
