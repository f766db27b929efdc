package org.chengmai.kernel.web;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.chengmai.kernel.Table;
import org.springframework.web.multipart.MultipartFile;

/** A text file that somebody sent: UTF-8, or GB18030 as office programs in China write CSV. */
public final class Uploads {

    private Uploads() {}

    public static Reader text(MultipartFile file) {
        try {
            return Table.open(file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
