package org.chengmai.cases;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A WebP picture as a RIFF file of chunks, from which the ones that tell about the taker are left out. */
final class WebP {

    private static final int HEAD = 12;
    private static final Set<String> METADATA = Set.of("EXIF", "XMP ");

    /** Bits of the VP8X chunk that promise EXIF (0x08) and XMP (0x04). */
    private static final int PROMISES = 0x0C;

    private WebP() {}

    static boolean is(byte[] content) {
        return content.length > HEAD && "RIFF".equals(name(content, 0)) && "WEBP".equals(name(content, 8));
    }

    /** @throws IllegalArgumentException when the chunks do not fit into the file */
    static byte[] withoutMetadata(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
        out.write(content, 0, HEAD);
        int at = HEAD;
        while (at + 8 <= content.length) {
            String name = name(content, at);
            long size = in.getInt(at + 4) & 0xFFFF_FFFFL;
            long padded = 8 + size + (size & 1);
            if (at + 8 + size > content.length) {
                throw new IllegalArgumentException(
                        "Expected chunk " + name + " to end inside the file, but it does not.");
            }
            if (!METADATA.contains(name)) {
                out.write(content, at, (int) Math.min(padded, content.length - at));
            }
            at += (int) padded;
        }
        return finished(out.toByteArray());
    }

    private static byte[] finished(byte[] webp) {
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(4, webp.length - 8);
        if (webp.length > 20 && "VP8X".equals(name(webp, HEAD))) {
            webp[20] = (byte) (webp[20] & ~PROMISES);
        }
        return webp;
    }

    private static String name(byte[] content, int at) {
        return new String(content, at, 4, StandardCharsets.ISO_8859_1);
    }
}
