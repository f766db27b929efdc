package org.chengmai.device.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kinds;
import org.chengmai.device.Maintenance;
import org.chengmai.device.MaintenanceWindow;
import org.chengmai.device.MaintenanceWish;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Maintenance windows in the back room: a list of all, and a card on the page of each device. */
@Controller
class MaintenancePages {

    /** Whether a window runs, comes or is over. */
    enum State {
        RUNS,
        COMES,
        OVER
    }

    /** One window as people see it; {@code what} names its device, or its kind and place. */
    record Row(MaintenanceWindow window, State state, String what, boolean mayEnd) {}

    private final Maintenance maintenance;
    private final Devices devices;
    private final Kinds kinds;
    private final Areas areas;
    private final InstantSource clock;

    MaintenancePages(Maintenance maintenance, Devices devices, Kinds kinds, Areas areas, InstantSource clock) {
        this.maintenance = maintenance;
        this.devices = devices;
        this.kinds = kinds;
        this.areas = areas;
        this.clock = clock;
    }

    @GetMapping("/back/maintenance")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            Locale locale) {
        Page<MaintenanceWindow> found = maintenance.list(actor, Math.max(0, page));
        model.addAttribute("page", found);
        model.addAttribute("rows", rows(actor, found.items(), locale));
        model.addAttribute("kinds", kinds.list());
        model.addAttribute("kind", kind);
        model.addAttribute("area", area);
        offer(model, actor.may(Act.MANAGE_DEVICES));
        return "device/maintenance";
    }

    @GetMapping("/back/maintenance/of/{id}")
    String ofDevice(Actor actor, @PathVariable String id, Model model, Locale locale) {
        Device device = devices.get(actor, id);
        model.addAttribute("device", device);
        model.addAttribute("rows", rows(actor, maintenance.of(actor, device), locale));
        offer(model, actor.may(Act.MANAGE_DEVICES, device.place()));
        return "device/maintenance :: ofDevice";
    }

    /** Two hours from now are offered. */
    private void offer(Model model, boolean manages) {
        Instant now = clock.instant();
        model.addAttribute("manages", manages);
        model.addAttribute("from", CityTime.minute(now).replace(' ', 'T'));
        model.addAttribute("until", CityTime.minute(now.plusSeconds(2 * 3600)).replace(' ', 'T'));
    }

    private List<Row> rows(Actor actor, List<MaintenanceWindow> windows, Locale locale) {
        Instant now = clock.instant();
        return windows.stream()
                .map(w -> new Row(
                        w,
                        w.over(now) ? State.OVER : w.runs(now) ? State.RUNS : State.COMES,
                        what(w, locale),
                        !w.over(now) && actor.may(Act.MANAGE_DEVICES, w.place())))
                .toList();
    }

    private String what(MaintenanceWindow window, Locale locale) {
        String device = window.deviceId();
        if (device != null) {
            return device;
        }
        String kind = window.kind();
        String name = kind == null
                ? ""
                : kinds.find(kind).map(k -> k.name().in(locale)).orElse(kind) + " · ";
        return name + areas.namesOf(window.place());
    }

    @PostMapping("/back/maintenance")
    String start(
            Actor actor,
            @RequestParam(defaultValue = "") String device,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam String from,
            @RequestParam String until,
            @RequestParam String why) {
        String place = area.isBlank() ? null : areas.get(area.strip()).place();
        maintenance.start(
                actor,
                new MaintenanceWish(
                        device.isBlank() ? null : device,
                        kind.isBlank() ? null : kind,
                        place,
                        CityTime.read(from),
                        CityTime.read(until),
                        why));
        return device.isBlank() ? "redirect:/back/maintenance" : "redirect:/back/devices/" + DeviceForm.encoded(device);
    }

    @PostMapping("/back/maintenance/{id}/end")
    String end(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String device) {
        maintenance.end(actor, id);
        return device.isBlank() ? "redirect:/back/maintenance" : "redirect:/back/devices/" + DeviceForm.encoded(device);
    }
}
