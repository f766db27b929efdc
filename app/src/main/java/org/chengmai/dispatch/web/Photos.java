package org.chengmai.dispatch.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chengmai.cases.model.NewPhoto;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Photos that a form sent along. */
final class Photos {

    private Photos() {}

    /** Empty inputs are none. */
    static List<NewPhoto> of(@Nullable List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream().filter(f -> !f.isEmpty()).map(Photos::read).toList();
    }

    private static NewPhoto read(MultipartFile file) {
        try {
            String name = file.getOriginalFilename();
            return new NewPhoto(name == null || name.isBlank() ? "photo.jpg" : name, file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
