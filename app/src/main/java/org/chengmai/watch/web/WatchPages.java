package org.chengmai.watch.web;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.chengmai.area.Areas;
import org.chengmai.device.Devices;
import org.chengmai.device.Hit;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Page;
import org.chengmai.watch.Erasure;
import org.chengmai.watch.WatchList;
import org.chengmai.watch.model.Entry;
import org.chengmai.watch.model.NewEntry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The watch list in the back room: what is looked for, by whom, until when, and what was hit. */
@Controller
class WatchPages {

    private static final int OFFERED_DAYS = 30;

    /** One entry as people see it. */
    record Row(Entry entry, Entry.State state, String unit, String place, boolean mayApprove, boolean mayReveal) {}

    /** One hit as people see it. */
    record HitRow(Hit hit, String device) {}

    private final WatchList list;
    private final Erasure erasure;
    private final Areas areas;
    private final Units units;
    private final Devices devices;
    private final InstantSource clock;

    WatchPages(WatchList list, Erasure erasure, Areas areas, Units units, Devices devices, InstantSource clock) {
        this.list = list;
        this.erasure = erasure;
        this.areas = areas;
        this.units = units;
        this.devices = devices;
        this.clock = clock;
    }

    @GetMapping("/back/watch")
    String page(Actor actor, @RequestParam(defaultValue = "0") int page, Model model) {
        Page<Entry> found = list.list(actor, Math.max(0, page));
        model.addAttribute("page", found);
        fill(actor, found.items(), model);
        return "watch/watch";
    }

    private void fill(Actor actor, List<Entry> entries, Model model) {
        LocalDate today = CityTime.of(clock.instant()).toLocalDate();
        model.addAttribute("rows", entries.stream().map(e -> row(actor, e)).toList());
        model.addAttribute(
                "hits",
                list.hits(actor, entries).stream()
                        .map(hit -> new HitRow(hit, devices.get(hit.device()).id()))
                        .toList());
        model.addAttribute("units", units.list(actor.reach(Act.KEEP_WATCH_LIST)));
        model.addAttribute("keepDays", erasure.days());
        model.addAttribute("mayKeep", erasure.mayChange(actor));
        model.addAttribute("until", today.plusDays(OFFERED_DAYS));
        model.addAttribute("latest", today.plusDays(WatchList.LONGEST.toDays()));
    }

    private Row row(Actor actor, Entry entry) {
        Entry.State state = entry.state(clock.instant());
        return new Row(
                entry,
                state,
                units.find(entry.unit()).map(Unit::name).orElse(entry.unit()),
                areas.namesOf(entry.place()),
                state == Entry.State.WAITS
                        && entry.enteredBy() != actor.account()
                        && actor.may(Act.APPROVE_WATCH_LIST, entry.place()),
                actor.may(Act.SEE_PERSONAL, entry.place()));
    }

    /** By POST, so that no plate stands in an address. */
    @PostMapping("/back/watch/find")
    String find(Actor actor, @RequestParam String typed, Model model) {
        List<Entry> found = list.lookUp(actor, typed);
        model.addAttribute("page", new Page<>(found, 0, Math.max(1, found.size()), found.size()));
        model.addAttribute("looked", true);
        fill(actor, found, model);
        return "watch/watch";
    }

    @PostMapping("/back/watch")
    String enter(
            Actor actor,
            @RequestParam String typed,
            @RequestParam String area,
            @RequestParam String basis,
            @RequestParam String unit,
            @RequestParam String reason,
            @RequestParam LocalDate until) {
        list.enter(
                actor,
                new NewEntry(
                        typed,
                        areas.get(area.strip()).place(),
                        basis,
                        unit,
                        reason,
                        until.atStartOfDay(CityTime.ZONE).toInstant()));
        return "redirect:/back/watch";
    }

    /** Says how long entries are kept after their end. */
    @PostMapping("/back/watch/keep")
    String keep(Actor actor, @RequestParam int days) {
        erasure.keep(actor, days);
        return "redirect:/back/watch";
    }

    @PostMapping("/back/watch/{id}/approve")
    String approve(Actor actor, @PathVariable long id) {
        list.approve(actor, id);
        return "redirect:/back/watch";
    }

    @PostMapping("/back/watch/{id}/end")
    String end(Actor actor, @PathVariable long id) {
        list.end(actor, id);
        return "redirect:/back/watch";
    }

    @PostMapping("/back/watch/{id}/reveal")
    String reveal(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("shown", list.reveal(actor, id));
        return "watch/watch :: shown";
    }
}
