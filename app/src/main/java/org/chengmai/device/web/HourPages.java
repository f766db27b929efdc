package org.chengmai.device.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.device.AreaHours;
import org.chengmai.device.Channel;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.History;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** The back room's page of an area by the hour: one channel of a kind over up to 31 days, the areas below side by side. */
@Controller
class HourPages {

    private static final int MOST_DAYS = 31;
    private static final int USUAL_DAYS = 7;

    /**
     * What somebody wants to see.
     *
     * @param what kind and channel, {@code smoke/temperature}; empty for the most frequent kind's first
     * @param area code of the area; empty for the first that the person reaches
     */
    record Wish(
            @Nullable String area,
            @Nullable String what,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate to) {}

    /** A wish made whole. Both days are the city's, the last one included. */
    record Question(Area area, Kind kind, Channel channel, LocalDate from, LocalDate to) {

        Instant begin() {
            return from.atStartOfDay(CityTime.ZONE).toInstant();
        }

        Instant end() {
            return to.plusDays(1).atStartOfDay(CityTime.ZONE).toInstant();
        }

        long days() {
            return to.toEpochDay() - from.toEpochDay() + 1;
        }
    }

    /** One area as the page draws it: hours as {@code [hours since the first day began, n, mean, low, high]}. */
    record Strip(String code, String name, int devices, List<double[]> hours) {}

    /** All that the page draws; {@code beginMillis} is the start of the first day. */
    record Sheet(String label, String unit, long beginMillis, long days, List<Strip> areas) {}

    private final History history;
    private final Devices devices;
    private final Kinds kinds;
    private final Areas areas;
    private final InstantSource clock;

    HourPages(History history, Devices devices, Kinds kinds, Areas areas, InstantSource clock) {
        this.history = history;
        this.devices = devices;
        this.kinds = kinds;
        this.areas = areas;
        this.clock = clock;
    }

    @GetMapping("/back/hours")
    String page(Actor actor, @ModelAttribute Wish wish, Model model) {
        actor.needs(Act.SEE_DEVICES);
        Set<String> present = devices.kinds(actor, DeviceFilter.ALL).keySet();
        model.addAttribute(
                "kinds",
                kinds.list().stream()
                        .filter(k -> present.contains(k.id()) && !k.channels().isEmpty())
                        .toList());
        Question q = present.isEmpty() ? null : question(actor, wish);
        model.addAttribute("q", q);
        model.addAttribute("days", q == null ? 0 : q.days());
        model.addAttribute("spans", List.of(1, USUAL_DAYS, MOST_DAYS));
        model.addAttribute("above", q == null ? null : above(actor, q.area()));
        return "device/hours";
    }

    /** The kind and its first channel as the page asks for them; empty where the kind has none. */
    static String what(Kind kind) {
        return kind.channels().isEmpty()
                ? ""
                : kind.id() + "/" + kind.channels().getFirst().name();
    }

    /** The area above, where the person reaches it. */
    private @Nullable Area above(Actor actor, Area area) {
        return area.parent() == null
                ? null
                : areas.find(area.parent())
                        .filter(a -> actor.reach(Act.SEE_DEVICES).covers(a.place()))
                        .orElse(null);
    }

    @GetMapping("/back/hours/sheet")
    @ResponseBody
    Sheet sheet(Actor actor, @ModelAttribute Wish wish, Locale locale) {
        Question q = question(actor, wish);
        long begin = q.begin().toEpochMilli();
        List<Strip> strips = told(actor, q).stream().map(a -> strip(a, begin)).toList();
        return new Sheet(q.channel().label().in(locale), q.channel().unit(), begin, q.days(), strips);
    }

    private List<AreaHours> told(Actor actor, Question q) {
        return history.byHour(
                actor, q.kind().id(), q.area().place(), q.channel().name(), q.begin(), q.end());
    }

    private Strip strip(AreaHours told, long begin) {
        Area area = areas.byPlace(told.place()).orElse(null);
        return new Strip(
                area == null ? "" : area.id(),
                area == null ? told.place() : area.name(),
                told.devices(),
                told.hours().stream()
                        .map(h -> new double[] {
                            (h.at().toEpochMilli() - begin) / 3_600_000.0, h.n(), h.mean(), h.low(), h.high()
                        })
                        .toList());
    }

    @GetMapping("/back/hours.csv")
    ResponseEntity<byte[]> csv(Actor actor, @ModelAttribute Wish wish) {
        Question q = question(actor, wish);
        List<AreaHours> told = told(actor, q);
        history.exported(
                actor, q.kind().id() + "/" + q.channel().name(), q.area().place(), q.begin(), q.end());
        StringWriter text = new StringWriter();
        text.append('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("area", "name", "hour", "kind", "channel", "unit", "readings", "mean", "min", "max");
            told.forEach(area -> write(area, q, csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = "hours-%s-%s-%s.csv".formatted(q.area().id(), q.from(), q.to());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(AreaHours told, Question q, CsvWriter csv) {
        Strip area = strip(told, 0);
        told.hours()
                .forEach(h -> csv.writeRecord(
                        area.code(),
                        area.name(),
                        CityTime.of(h.at()).toOffsetDateTime().toString(),
                        q.kind().id(),
                        q.channel().name(),
                        q.channel().unit(),
                        Long.toString(h.n()),
                        Double.toString(h.mean()),
                        Double.toString(h.low()),
                        Double.toString(h.high())));
    }

    private Question question(Actor actor, Wish wish) {
        actor.needs(Act.SEE_DEVICES);
        LocalDate today = CityTime.of(clock.instant()).toLocalDate();
        LocalDate to = wish.to() == null ? today : wish.to();
        LocalDate from = wish.from() == null ? to.minusDays(USUAL_DAYS - 1L) : wish.from();
        if (from.isAfter(to) || to.toEpochDay() - from.toEpochDay() >= MOST_DAYS) {
            throw Refusal.badInput(
                    "hours.days",
                    "Expected 1 to %d days, the first before the last, but got %s to %s."
                            .formatted(MOST_DAYS, from, to),
                    MOST_DAYS,
                    from,
                    to);
        }
        Area area = wish.area() == null || wish.area().isBlank()
                ? first(actor)
                : areas.get(wish.area().strip());
        if (!actor.reach(Act.SEE_DEVICES).covers(area.place())) {
            throw Refusal.forbidden(
                    "hours.area",
                    "Expected an area whose devices %s may see, but %s is not.".formatted(actor.login(), area.name()),
                    area.name());
        }
        String[] what = wish.what() == null ? new String[0] : wish.what().split("/", 2);
        Kind kind = what.length == 2 ? kinds.get(what[0]) : mostFrequent(actor, area);
        String channel = what.length == 2 ? what[1] : kind.channels().getFirst().name();
        return new Question(
                area,
                kind,
                kind.channel(channel)
                        .orElseThrow(() -> Refusal.notFound(
                                "channel.unknown",
                                "Expected a channel '%s' of kind %s, but there is none.".formatted(channel, kind.id()),
                                channel)),
                from,
                to);
    }

    /** The first area that the person reaches. */
    private Area first(Actor actor) {
        List<Area> reached = new ArrayList<>(areas.roots());
        actor.reach(Act.SEE_DEVICES).places().stream()
                .sorted()
                .flatMap(p -> areas.byPlace(p).stream())
                .forEach(reached::add);
        return reached.stream()
                .filter(a -> actor.reach(Act.SEE_DEVICES).covers(a.place()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("hours.none", "Expected an area to show, but there is none yet."));
    }

    private Kind mostFrequent(Actor actor, Area area) {
        return devices.kinds(actor, new DeviceFilter("", "", area.place(), "")).entrySet().stream()
                .filter(e -> !kinds.get(e.getKey()).channels().isEmpty())
                .max(Comparator.comparingLong(java.util.Map.Entry<String, Long>::getValue)
                        .thenComparing(java.util.Map.Entry::getKey))
                .map(e -> kinds.get(e.getKey()))
                .orElseGet(() -> kinds.list().stream()
                        .filter(k -> !k.channels().isEmpty())
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound(
                                "hours.none", "Expected a kind of device to show, but there is none yet.")));
    }
}
