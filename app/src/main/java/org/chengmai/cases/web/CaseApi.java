package org.chengmai.cases.web;

import java.util.List;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CasePage;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Photo;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases for programs and scripts of pages, as JSON, within the reach of whoever is signed in. */
@RestController
@RequestMapping("/cases")
class CaseApi {

    private final Cases cases;

    CaseApi(Cases cases) {
        this.cases = cases;
    }

    /** Open cases, newest first; {@code after} is {@code next} of the page before. */
    @GetMapping
    CasePage open(
            Actor actor,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String matter,
            @RequestParam(required = false) @Nullable String after) {
        return cases.list(actor, Filter.OPEN.place(place).words(words).matter(matter), after);
    }

    @GetMapping("/{id}")
    CaseFile one(Actor actor, @PathVariable long id) {
        return cases.get(actor, id);
    }

    @GetMapping("/{id}/history")
    List<Event> history(Actor actor, @PathVariable long id) {
        return cases.history(actor, id);
    }

    /** A photo never changes, so the browser keeps it for a day, for this person only. */
    @GetMapping("/{id}/photos/{photo}")
    ResponseEntity<byte[]> photo(
            Actor actor,
            @PathVariable long id,
            @PathVariable long photo,
            @RequestParam(defaultValue = "false") boolean small) {
        Photo found = cases.photo(actor, id, photo, small);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.type()))
                .cacheControl(CacheControl.maxAge(java.time.Duration.ofDays(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(found.content());
    }
}
