package org.chengmai.kernel.web;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.web.multipart.MultipartFile;

/** A text file that somebody sent: UTF-8, or GB18030 as office programs in China write CSV. */
public final class Uploads {

    private static final Charset OFFICE = Charset.forName("GB18030");

    private Uploads() {}

    public static Reader text(MultipartFile file) {
        try {
            byte[] bytes = file.getBytes();
            return new StringReader(decoded(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, OFFICE);
        }
    }
}
