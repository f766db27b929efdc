package org.chengmai.portal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Where residents' reports are dropped: checks what was filled in and reports it to the city as a case. */
@Component
class Letterbox {

    static final int MOST_PHOTOS = 5;
    static final int MOST_PHOTO_MEGABYTES = 10;
    private static final int MOST_WORDS = 2000;
    private static final int MOST_ADDRESS = 200;
    private static final int MOST_NAME = 40;
    private static final int TITLE = 40;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{5,18}");

    private final Cases cases;
    private final Areas areas;
    private final Choices choices;

    Letterbox(Cases cases, Areas areas, Choices choices) {
        this.cases = cases;
        this.areas = areas;
        this.choices = choices;
    }

    /** Reports what was filled in and returns the code to follow it by. */
    String drop(ReportForm form) {
        check(form);
        Matter matter = choices.chosen(form.anyMatter())
                .orElseThrow(() -> Refusal.notFound(
                        "portal.noMatter", "Expected a matter for reports of residents, but the catalogue has none."));
        Point point = point(form);
        String place = place(form, point);
        long id = cases.report(new Report(
                "portal",
                UUID.randomUUID().toString(),
                matter.code(),
                point,
                place,
                form.address().isEmpty() ? areas.namesOf(place) : clipped(form.address(), MOST_ADDRESS),
                title(form, matter),
                clipped(form.words(), MOST_WORDS),
                Severity.MINOR,
                false,
                null,
                reporter(form),
                form.photos().stream().map(Letterbox::photo).toList(),
                null,
                null));
        return cases.get(Actor.CITY, id).code();
    }

    private static void check(ReportForm form) {
        if (form.words().isEmpty()
                && form.photos().isEmpty()
                && form.anyMatter().isEmpty()) {
            throw Refusal.badInput("portal.nothing", "Expected words, a matter or a photo, but all are missing.");
        }
        if (form.lon().isEmpty() && form.street().isEmpty() && form.address().isEmpty()) {
            throw Refusal.badInput("portal.nowhere", "Expected a point, a street or an address, but all are missing.");
        }
        if (!form.phone().isEmpty() && !PHONE.matcher(form.phone()).matches()) {
            throw Refusal.badInput("portal.phone", "Expected a phone number, but got something else.");
        }
        checkPhotos(form.photos());
    }

    private static void checkPhotos(List<MultipartFile> photos) {
        if (photos.size() > MOST_PHOTOS) {
            throw Refusal.tooLarge(
                    "portal.manyPhotos",
                    "Expected at most %d photos, but got %d.".formatted(MOST_PHOTOS, photos.size()),
                    MOST_PHOTOS);
        }
        if (photos.stream().anyMatch(p -> p.getSize() > MOST_PHOTO_MEGABYTES * 1_000_000L)) {
            throw Refusal.tooLarge(
                    "portal.largePhoto",
                    "Expected photos of at most %d MB, but one is larger.".formatted(MOST_PHOTO_MEGABYTES),
                    MOST_PHOTO_MEGABYTES);
        }
    }

    private static @Nullable Point point(ReportForm form) {
        if (form.lon().isEmpty() || form.lat().isEmpty()) {
            return null;
        }
        try {
            return new Point(Double.parseDouble(form.lon()), Double.parseDouble(form.lat()));
        } catch (NumberFormatException e) {
            throw Refusal.badInput("portal.nowhere", "Expected degrees east and north, but got something else.");
        }
    }

    /** The area that the point lies in, else the chosen street, else the whole city. */
    private String place(ReportForm form, @Nullable Point point) {
        Optional<Area> area = Optional.ofNullable(point).flatMap(areas::at);
        return area.or(() -> form.street().isEmpty() ? Optional.empty() : areas.find(form.street()))
                .or(() -> areas.roots().stream().findFirst())
                .map(Area::place)
                .orElse("");
    }

    private static String title(ReportForm form, Matter matter) {
        String line = form.words().lines().findFirst().orElse("").strip();
        return line.isEmpty() ? matter.name().in(Locale.CHINESE) : clipped(line, TITLE);
    }

    private static @Nullable Reporter reporter(ReportForm form) {
        return form.name().isEmpty() && form.phone().isEmpty()
                ? null
                : new Reporter(clipped(form.name(), MOST_NAME), form.phone());
    }

    private static String clipped(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static NewPhoto photo(MultipartFile file) {
        try {
            return new NewPhoto(String.valueOf(file.getOriginalFilename()), file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
