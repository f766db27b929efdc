package org.chengmai.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is drawn can be read again. */
class QrCodeTest {

    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern SQUARE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int QUIET_ZONE = 4;

    @Test
    void theCodeTellsTheAddress() throws Exception {
        String address = "https://city.example/report";
        assertThat(new Decoder().decode(squares(QrCode.svg(address))).getText()).isEqualTo(address);
    }

    private static BitMatrix squares(String svg) {
        Matcher size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        BitMatrix squares = new BitMatrix(Integer.parseInt(size.group(1)) - 2 * QUIET_ZONE);
        Matcher square = SQUARE.matcher(svg);
        while (square.find()) {
            squares.set(Integer.parseInt(square.group(1)) - QUIET_ZONE, Integer.parseInt(square.group(2)) - QUIET_ZONE);
        }
        return squares;
    }
}
