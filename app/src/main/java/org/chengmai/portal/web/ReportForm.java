package org.chengmai.portal.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * What a resident filled in; every field may be empty.
 *
 * @param lon degrees east, WGS-84, as text; with {@code lat} or not at all
 * @param street id of an area
 * @param matter code of a big choice; {@code otherMatter} one from the whole catalogue, which wins
 * @param website a trap: people do not see this field, programs that fill in everything do
 */
record ReportForm(
        String lon,
        String lat,
        String street,
        String address,
        String matter,
        String otherMatter,
        String words,
        String name,
        String phone,
        String website,
        List<MultipartFile> photos) {

    static final ReportForm EMPTY = new ReportForm(null, null, null, null, null, null, null, null, null, null, null);

    ReportForm(
            @Nullable String lon,
            @Nullable String lat,
            @Nullable String street,
            @Nullable String address,
            @Nullable String matter,
            @Nullable String otherMatter,
            @Nullable String words,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String website,
            @Nullable List<MultipartFile> photos) {
        this.lon = tidy(lon);
        this.lat = tidy(lat);
        this.street = tidy(street);
        this.address = tidy(address);
        this.matter = tidy(matter);
        this.otherMatter = tidy(otherMatter);
        this.words = tidy(words);
        this.name = tidy(name);
        this.phone = tidy(phone);
        this.website = tidy(website);
        this.photos = photos == null
                ? List.of()
                : photos.stream().filter(p -> !p.isEmpty()).toList();
    }

    private static String tidy(@Nullable String field) {
        return Objects.requireNonNullElse(field, "").strip();
    }

    /** The matter, from whichever of the two fields. */
    String anyMatter() {
        return otherMatter.isEmpty() ? matter : otherMatter;
    }

    boolean trapped() {
        return !website.isEmpty();
    }
}
