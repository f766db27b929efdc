package org.chengmai.cases;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Photo;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a photo as it was sent one that is fit to keep: its type is told by its content, not by its name; nothing is
 * left of where and with what it was taken; it is upright, no edge is longer than 1,600 pixels, and there is a small one.
 */
final class Pictures {

    static final int MOST_BYTES = 10 * 1024 * 1024;
    static final int LONGEST_EDGE = 1_600;
    static final int SMALL_EDGE = 240;

    /** A picture of more pixels is refused before it takes the memory. */
    private static final long MOST_PIXELS = 100_000_000;

    /** @param small null for WebP, which browsers can draw and this program cannot */
    record Fitted(Photo image, @Nullable Photo small) {}

    private Pictures() {}

    /** @throws Refusal for anything but a whole JPEG, PNG or WebP of at most 10 MB */
    static Fitted fit(NewPhoto sent) {
        if (sent.size() > MOST_BYTES) {
            throw Refusal.tooLarge(
                    "photo.large",
                    "Expected photo '%s' to have at most %d bytes, but it has %d."
                            .formatted(sent.name(), MOST_BYTES, sent.size()),
                    sent.name(),
                    MOST_BYTES / 1024 / 1024);
        }
        byte[] content = sent.content();
        try {
            if (startsWith(content, 0xFF, 0xD8, 0xFF)) {
                return redrawn(sent.name(), content, "jpg", Exif.turns(content));
            }
            if (startsWith(content, 0x89, 'P', 'N', 'G')) {
                return redrawn(sent.name(), content, "png", Exif.UPRIGHT);
            }
            if (WebP.is(content)) {
                return new Fitted(new Photo("image/webp", WebP.withoutMetadata(content)), null);
            }
        } catch (IOException | RuntimeException e) {
            throw broken(sent.name(), e);
        }
        throw Refusal.badInput(
                "photo.type",
                "Expected photo '%s' to be JPEG, PNG or WebP, but its content is none of them.".formatted(sent.name()),
                sent.name());
    }

    private static RuntimeException broken(String name, Exception cause) {
        return cause instanceof Refusal refusal
                ? refusal
                : Refusal.badInput(
                        "photo.broken",
                        "Expected photo '%s' to be whole, but it cannot be read.".formatted(name),
                        name);
    }

    private static Fitted redrawn(String name, byte[] content, String format, int turns) throws IOException {
        BufferedImage read = read(name, content, format);
        BufferedImage image = upright(scaled(read, LONGEST_EDGE), turns);
        String type = "jpg".equals(format) ? "image/jpeg" : "image/png";
        return new Fitted(
                new Photo(type, written(image, format)), new Photo(type, written(scaled(image, SMALL_EDGE), format)));
    }

    /** Reads only every n-th pixel of a picture much larger than needed. */
    private static BufferedImage read(String name, byte[] content, String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw Refusal.tooLarge(
                        "photo.pixels",
                        "Expected photo '%s' to have at most %d pixels, but it has %d × %d."
                                .formatted(name, MOST_PIXELS, width, height),
                        name,
                        width,
                        height);
            }
            int every = Math.max(1, Math.max(width, height) / (2 * LONGEST_EDGE));
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    /** A copy without alpha for JPEG's sake, no edge longer than {@code edge}. */
    private static BufferedImage scaled(BufferedImage image, int edge) {
        double factor = Math.min(1, (double) edge / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        boolean clear = image.getColorModel().hasAlpha();
        BufferedImage copy =
                new BufferedImage(width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = copy.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return copy;
    }

    private static BufferedImage upright(BufferedImage image, int turns) {
        if (turns == Exif.UPRIGHT) {
            return image;
        }
        boolean lying = turns % 2 == 1;
        int width = lying ? image.getHeight() : image.getWidth();
        int height = lying ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, image.getType());
        Graphics2D pen = turned.createGraphics();
        pen.translate(width / 2.0, height / 2.0);
        pen.rotate(turns * Math.PI / 2);
        pen.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return turned;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("Expected a writer for " + format + ", but there is none.");
        }
        return out.toByteArray();
    }

    private static boolean startsWith(byte[] content, int... head) {
        if (content.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((content[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
