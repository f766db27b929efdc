package org.chengmai.cases;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing of a JPEG's EXIF block that is worth keeping: which way up it was taken (tag 0x0112). */
final class Exif {

    static final int UPRIGHT = 0;

    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int ORIENTATION = 0x0112;
    private static final byte[] MARK = {'E', 'x', 'i', 'f', 0, 0};

    private Exif() {}

    /** Quarter turns clockwise that bring the picture upright; mirrored pictures count as their plain ones. */
    static int turns(byte[] jpeg) {
        try {
            return turns(ByteBuffer.wrap(jpeg));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cutShort) {
            return UPRIGHT;
        }
    }

    private static int turns(ByteBuffer jpeg) {
        jpeg.position(2);
        while (true) {
            int marker = jpeg.getShort() & 0xFFFF;
            if (marker == START_OF_SCAN || marker >>> 8 != 0xFF) {
                return UPRIGHT;
            }
            int length = jpeg.getShort() & 0xFFFF;
            int next = jpeg.position() + length - 2;
            if (marker == APP1 && startsWithMark(jpeg)) {
                return ofBlock(jpeg.slice(jpeg.position() + MARK.length, length - 2 - MARK.length));
            }
            jpeg.position(next);
        }
    }

    private static boolean startsWithMark(ByteBuffer jpeg) {
        for (int i = 0; i < MARK.length; i++) {
            if (jpeg.get(jpeg.position() + i) != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** @param tiff the block as TIFF 6.0 has it: byte order, 42, offset of the first directory */
    private static int ofBlock(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                return switch (tiff.getShort(entry + 8)) {
                    case 3, 4 -> 2;
                    case 5, 6 -> 1;
                    case 7, 8 -> 3;
                    default -> UPRIGHT;
                };
            }
        }
        return UPRIGHT;
    }
}
