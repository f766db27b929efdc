package org.chengmai.detection.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes of which most are zero, written as stretches: how many zeros, how many others, the others. Both numbers have seven
 * bits a byte, the lowest first. It costs less than writing the zeros down.
 */
final class Zeros {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int LONGEST_NUMBER = 5;

    private Zeros() {}

    /** Takes bytes and keeps their stretches. */
    static final class Writer extends OutputStream {

        private byte[] bytes = new byte[64 * 1024];
        private int size;

        /** The stretches, from the first byte on; what lies behind {@link #size} means nothing. */
        byte[] bytes() {
            return bytes;
        }

        int size() {
            return size;
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
                System.arraycopy(from, others, bytes, size, next - others);
                size += next - others;
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
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, size + more));
            }
        }
    }

    /** Gives the bytes back that stretches stand for. */
    static final class Reader extends InputStream {

        private final InputStream from;
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
                int some = Math.min(length - done, zeros > 0 ? zeros : others);
                if (zeros > 0) {
                    Arrays.fill(into, offset + done, offset + done + some, (byte) 0);
                    zeros -= some;
                } else {
                    if (from.readNBytes(into, offset + done, some) < some) {
                        throw new EOFException("a stretch of bytes ends too early");
                    }
                    others -= some;
                }
                done += some;
            }
            return done == 0 && length > 0 ? -1 : done;
        }

        /** Goes to the next stretch when this one is over; false at the end. */
        private boolean next() throws IOException {
            while (zeros == 0 && others == 0) {
                int first = from.read();
                if (first < 0) {
                    return false;
                }
                zeros = number(first);
                others = number(from.read());
            }
            return true;
        }

        private int number(int first) throws IOException {
            int number = first & 0x7F;
            int last = first;
            for (int shift = 7; last > 0x7F && shift < 7 * LONGEST_NUMBER; shift += 7) {
                last = from.read();
                number |= (last & 0x7F) << shift;
            }
            if (last < 0 || number < 0) {
                throw new EOFException("the length of a stretch cannot be read");
            }
            return number;
        }
    }
}
