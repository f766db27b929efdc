package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Photo;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.Test;

/** A photo is kept small, upright and silent about its taker. */
class A07_PhotosAreMadeFit {

    private static final int RED = 0xFFFE0000;

    @Test
    void aLargeOneIsMadeSmaller() {
        Pictures.Fitted fitted = Pictures.fit(new NewPhoto("a.jpg", picture("jpg", 4_000, 3_000)));

        assertThat(read(fitted.image())).satisfies(image -> {
            assertThat(image.getWidth()).isEqualTo(1_600);
            assertThat(image.getHeight()).isEqualTo(1_200);
        });
        assertThat(fitted.small())
                .isNotNull()
                .satisfies(small -> assertThat(read(small).getWidth()).isEqualTo(240));
    }

    @Test
    void nothingIsLeftOfWhereItWasTaken() {
        byte[] told = withExif(picture("jpg", 300, 200), 1, "GPS 31.24N 121.41E");
        assertThat(new String(told, StandardCharsets.ISO_8859_1)).contains("GPS 31.24N");

        Photo kept = Pictures.fit(new NewPhoto("a.jpg", told)).image();

        assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
    }

    @Test
    void aPhoneHeldSidewaysGivesAnUprightPicture() {
        byte[] lying = withExif(picture("jpg", 300, 200), 6, "");

        BufferedImage upright = read(Pictures.fit(new NewPhoto("a.jpg", lying)).image());

        assertThat(upright.getWidth()).isEqualTo(200);
        assertThat(upright.getHeight()).isEqualTo(300);
        // the red upper half stands on the right after a quarter turn clockwise
        assertThat(upright.getRGB(190, 150) & 0xFFFF0000).isGreaterThanOrEqualTo(RED & 0xFFF00000);
        assertThat(upright.getRGB(10, 150) & 0x00FF0000).isLessThan(0x00200000);
    }

    @Test
    void webpKeepsItsPictureAndLosesItsMetadata() {
        byte[] sent = webp(
                "VP8X",
                new byte[] {0x0C, 0, 0, 0, 1, 0, 0, 1, 0, 0},
                "VP8 ",
                new byte[7],
                "EXIF",
                "31.24N".getBytes(StandardCharsets.ISO_8859_1));

        Pictures.Fitted fitted = Pictures.fit(new NewPhoto("a.webp", sent));

        byte[] kept = fitted.image().content();
        assertThat(fitted.small()).isNull();
        assertThat(fitted.image().type()).isEqualTo("image/webp");
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .contains("VP8 ")
                .doesNotContain("EXIF", "31.24N");
        assertThat(kept[20]).isZero();
        assertThat(ByteBuffer.wrap(kept).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4))
                .isEqualTo(kept.length - 8);
    }

    @Test
    void whatIsNoPhotoIsRefusedWhateverItsName() {
        byte[] script = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);
        byte[] half = Arrays.copyOf(picture("png", 300, 200), 60);
        byte[] cut = Arrays.copyOf(webp("VP8 ", new byte[100]), 60);

        refused(
                "photo.jpg",
                script,
                "Expected photo 'photo.jpg' to be JPEG, PNG or WebP, but its content is none of them.");
        refused("half.png", half, "Expected photo 'half.png' to be whole, but it cannot be read.");
        refused("cut.webp", cut, "Expected photo 'cut.webp' to be whole, but it cannot be read.");
        refused(
                "big.jpg",
                new byte[10 * 1024 * 1024 + 1],
                "Expected photo 'big.jpg' to have at most 10485760 bytes, but it has 10485761.");
    }

    /** A small file may promise a picture that no memory holds. */
    @Test
    void aPictureOfTooManyPixelsIsRefusedUnread() {
        byte[] bomb = picture("png", 10, 10);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);

        refused(
                "bomb.png",
                bomb,
                "Expected photo 'bomb.png' to have at most 100000000 pixels, but it has 60000 × 60000.");
    }

    private static void refused(String name, byte[] content, String sentence) {
        assertThatThrownBy(() -> Pictures.fit(new NewPhoto(name, content)))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
    }

    private static BufferedImage read(Photo photo) {
        try {
            return ImageIO.read(new ByteArrayInputStream(photo.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an EXIF block with an orientation and some words behind the start of a JPEG. */
    private static byte[] withExif(byte[] jpeg, int orientation, String words) {
        byte[] said = words.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer block = ByteBuffer.allocate(2 + 6 + 8 + 2 + 12 + 4 + said.length);
        block.putShort((short) block.capacity());
        block.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        block.put("MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        block.putShort((short) 1);
        block.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        block.putInt(0).put(said);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(0xE1);
        out.writeBytes(block.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] webp(Object... chunks) {
        ByteBuffer body = ByteBuffer.allocate(1_000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        body.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(0);
        body.put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < chunks.length; i += 2) {
            byte[] data = (byte[]) chunks[i + 1];
            body.put(((String) chunks[i]).getBytes(StandardCharsets.ISO_8859_1)).putInt(data.length);
            body.put(data);
            if (data.length % 2 == 1) {
                body.put((byte) 0);
            }
        }
        body.putInt(4, body.position() - 8);
        return Arrays.copyOf(body.array(), body.position());
    }
}
