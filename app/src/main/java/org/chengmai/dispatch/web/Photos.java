package org.chengmai.dispatch.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Photo;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Photos of cases, to and from the browsers of those who may see them. */
@Controller
class Photos {

    private final Cases cases;

    Photos(Cases cases) {
        this.cases = cases;
    }

    @GetMapping({"/desk/photo/{id}/{photo}", "/field/photo/{id}/{photo}"})
    ResponseEntity<byte[]> photo(
            Actor actor,
            @PathVariable long id,
            @PathVariable long photo,
            @RequestParam(defaultValue = "false") boolean small) {
        Photo found = cases.photo(actor, id, photo, small);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.type()))
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofDays(7)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(found.content());
    }

    /** What a form sent along; empty inputs are none. */
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
