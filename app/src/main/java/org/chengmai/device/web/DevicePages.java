package org.chengmai.device.web;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.device.Channel;
import org.chengmai.device.Condition;
import org.chengmai.device.Device;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.Health;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.device.LastState;
import org.chengmai.device.ReadingPoint;
import org.chengmai.device.Spots;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The back room's pages of the devices: which there are, what each one says, how it is set up. */
@Controller
class DevicePages {

    private static final int CHART_POINTS = 400;
    private static final int LONGEST_HOURS = 24 * 31;

    /** One device as the list shows it. */
    record Line(
            Device device,
            String kind,
            String symbol,
            String names,
            boolean alive,
            @Nullable Instant seen) {}

    /** A spot of a camera: what it is called within it, and when it was last seen. */
    record Spot(Device device, String label, @Nullable Instant seen) {}

    /** One channel with its newest value. */
    record Value(
            Channel channel,
            String label,
            String value,
            @Nullable Instant at) {}

    /** Points of a chart as {@code [milliseconds, mean, min, max]}. */
    record Chart(String label, String unit, boolean step, List<double[]> points) {}

    private final Devices devices;
    private final Kinds kinds;
    private final Areas areas;
    private final Health health;
    private final Spots spots;
    private final InstantSource clock;

    DevicePages(Devices devices, Kinds kinds, Areas areas, Health health, Spots spots, InstantSource clock) {
        this.devices = devices;
        this.kinds = kinds;
        this.areas = areas;
        this.health = health;
        this.spots = spots;
        this.clock = clock;
    }

    @GetMapping("/back/devices")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            Locale locale) {
        actor.needs(Act.SEE_DEVICES);
        String place = area.isBlank()
                ? ""
                : areas.find(area.strip()).map(a -> a.place()).orElse("?");
        Page<Device> found = devices.list(actor, new DeviceFilter(words.strip(), kind, place, state), page);
        model.addAttribute("page", found);
        model.addAttribute(
                "lines", found.items().stream().map(d -> line(d, locale)).toList());
        model.addAttribute("counts", devices.counts(actor));
        model.addAttribute("kinds", kinds.list());
        model.addAttribute("today", today());
        model.addAttribute("conditions", Condition.values());
        model.addAttribute("words", words);
        model.addAttribute("kind", kind);
        model.addAttribute("area", area);
        model.addAttribute("state", state);
        model.addAttribute("manages", actor.may(Act.MANAGE_DEVICES));
        return "device/devices";
    }

    private Line line(Device device, Locale locale) {
        Kind kind = kinds.get(device.kind());
        return new Line(
                device,
                kind.name().in(locale),
                kind.symbol(),
                areas.namesOf(device.place()),
                devices.alive(device),
                seen(device));
    }

    private LocalDate today() {
        return CityTime.of(clock.instant()).toLocalDate();
    }

    private @Nullable Instant seen(Device device) {
        LastState last = devices.last(device.no());
        return last.heard() ? Instant.ofEpochMilli(last.seenMillis()) : null;
    }

    @GetMapping("/back/devices/{id}")
    String device(Actor actor, @PathVariable String id, Model model, Locale locale) {
        actor.needs(Act.SEE_DEVICES);
        Device device = devices.get(actor, id);
        model.addAttribute("line", line(device, locale));
        model.addAttribute("device", device);
        model.addAttribute("values", values(device, locale));
        model.addAttribute(
                "spots",
                spots.of(device).stream()
                        .map(spot -> new Spot(spot, Spots.label(device, spot), seen(spot)))
                        .toList());
        model.addAttribute("kinds", kinds.list());
        model.addAttribute("form", DeviceForm.of(device));
        model.addAttribute("perMinute", health.perMinute(device));
        model.addAttribute("hours", HourPages.what(kinds.get(device.kind())));
        model.addAttribute("excess", health.excess(device));
        model.addAttribute("today", today());
        model.addAttribute("manages", !device.isSpot() && actor.may(Act.MANAGE_DEVICES, device.place()));
        return "device/device";
    }

    @GetMapping("/back/devices/{id}/values")
    String values(Actor actor, @PathVariable String id, Model model, Locale locale) {
        Device device = devices.get(actor, id);
        model.addAttribute("line", line(device, locale));
        model.addAttribute("values", values(device, locale));
        return "device/device :: values";
    }

    private List<Value> values(Device device, Locale locale) {
        LastState last = devices.last(device.no());
        return kinds.get(device.kind()).channels().stream()
                .filter(c -> c.type() != Channel.Type.SPOT)
                .map(c -> new Value(c, c.label().in(locale), shown(c, last.value(c.index())), at(last, c.index())))
                .toList();
    }

    private static @Nullable Instant at(LastState last, int channel) {
        return last.atMillis(channel) == 0 ? null : Instant.ofEpochMilli(last.atMillis(channel));
    }

    private static String shown(Channel channel, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String text = new java.math.BigDecimal(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        return channel.unit().isEmpty() ? text : text + " " + channel.unit();
    }

    @GetMapping("/back/devices/{id}/readings")
    @ResponseBody
    Chart readings(
            Actor actor,
            @PathVariable String id,
            @RequestParam int channel,
            @RequestParam(defaultValue = "24") int hours,
            Locale locale) {
        Device device = devices.get(actor, id);
        Channel of = kinds.get(device.kind()).channels().get(channel);
        Instant to = clock.instant().plus(Duration.ofMinutes(5));
        Instant from = to.minus(Duration.ofHours(Math.clamp(hours, 1, LONGEST_HOURS)));
        List<ReadingPoint> points = devices.readings(actor, device.no(), channel, from, to, CHART_POINTS);
        return new Chart(
                of.label().in(locale),
                of.unit(),
                of.type() == Channel.Type.SWITCH,
                points.stream()
                        .map(p -> new double[] {p.at().toEpochMilli(), p.value(), p.min(), p.max()})
                        .toList());
    }

    @PostMapping("/back/devices")
    String add(Actor actor, @ModelAttribute DeviceForm form, RedirectAttributes to) {
        int no = devices.add(actor, form.device(areas));
        Device device = devices.get(no);
        to.addFlashAttribute("token", device.token());
        return "redirect:/back/devices/" + DeviceForm.encoded(device.id());
    }

    @PostMapping("/back/devices/{id}")
    String change(Actor actor, @PathVariable String id, @ModelAttribute DeviceForm form) {
        devices.change(actor, form.withId(id).device(areas));
        return "redirect:/back/devices/" + DeviceForm.encoded(id);
    }

    @PostMapping("/back/devices/{id}/token")
    String rotate(Actor actor, @PathVariable String id, RedirectAttributes to) {
        to.addFlashAttribute("token", devices.rotateToken(actor, id));
        return "redirect:/back/devices/" + DeviceForm.encoded(id);
    }

    @PostMapping("/back/devices/import")
    String bringIn(Actor actor, @RequestParam MultipartFile file, RedirectAttributes to) throws IOException {
        actor.needs(Act.MANAGE_DEVICES);
        ImportReport report = devices.importCsv(actor, Table.open(file.getBytes()));
        to.addFlashAttribute("report", report);
        return "redirect:/back/devices";
    }

    @GetMapping("/back/devices.csv")
    ResponseEntity<byte[]> takeOut(Actor actor) {
        StringWriter csv = new StringWriter();
        csv.append('\uFEFF');
        devices.exportCsv(actor, csv);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("devices.csv")
                                .build()
                                .toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The id as a sign to stick on the thing. */
    @GetMapping("/back/devices/{id}/sign.svg")
    ResponseEntity<String> sign(Actor actor, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType("image", "svg+xml", StandardCharsets.UTF_8))
                .body(Sign.svg(devices.get(actor, id).id()));
    }
}
