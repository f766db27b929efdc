package org.chengmai.device.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.device.Channel;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.device.ProvisionKey;
import org.chengmai.device.ProvisionKeys;
import org.chengmai.device.Retention;
import org.chengmai.device.model.Lateness;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.chengmai.stream.Derivation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The back room's pages of the kinds of devices: what each one measures; new kinds and new channels. */
@Controller
class KindPages {

    private static final int KEY_DAYS = 90;

    /** A provisioning key as the page shows it; {@code lastDay} is the last on which it serves. */
    record KeyLine(ProvisionKey key, String names, String state, LocalDate lastDay) {}

    private final Kinds kinds;
    private final Devices devices;
    private final Retention retention;
    private final ProvisionKeys keys;
    private final Areas areas;
    private final InstantSource clock;

    KindPages(Kinds kinds, Devices devices, Retention retention, ProvisionKeys keys, Areas areas, InstantSource clock) {
        this.kinds = kinds;
        this.devices = devices;
        this.retention = retention;
        this.keys = keys;
        this.areas = areas;
        this.clock = clock;
    }

    @GetMapping("/back/kinds")
    String list(Actor actor, Model model) {
        actor.needs(Act.SEE_DEVICES);
        model.addAttribute("kinds", kinds.list());
        model.addAttribute("counts", devices.kinds(actor, DeviceFilter.ALL));
        model.addAttribute("manages", actor.may(Act.MANAGE_DEVICES, ""));
        return "device/kinds";
    }

    @GetMapping("/back/kinds/{id}")
    String kind(Actor actor, @PathVariable String id, Model model) {
        actor.needs(Act.SEE_DEVICES);
        model.addAttribute("kind", kinds.get(id));
        model.addAttribute("keepDays", retention.days(id));
        model.addAttribute("late", Lateness.written(kinds.get(id).lateMillis()));
        model.addAttribute("types", Channel.Type.values());
        model.addAttribute("issues", actor.may(Act.MANAGE_DEVICES));
        model.addAttribute("keys", keys.list(actor, id).stream().map(this::line).toList());
        model.addAttribute("strategies", ProvisionKey.Strategy.values());
        model.addAttribute("keyEnds", CityTime.of(clock.instant()).toLocalDate().plusDays(KEY_DAYS));
        model.addAttribute("manages", actor.may(Act.MANAGE_DEVICES, ""));
        return "device/kind";
    }

    private KeyLine line(ProvisionKey key) {
        Instant now = clock.instant();
        String state = !key.enabled()
                ? "off"
                : !key.ends().isAfter(now) ? "ended" : key.made() >= key.most() ? "full" : "serves";
        return new KeyLine(
                key,
                areas.namesOf(key.place()),
                state,
                CityTime.of(key.ends()).toLocalDate().minusDays(1));
    }

    /** Adds a kind, or changes what it is called; its channels stay. */
    @PostMapping("/back/kinds")
    String put(
            Actor actor,
            @RequestParam String id,
            @RequestParam String zh,
            @RequestParam String en,
            @RequestParam String symbol,
            @RequestParam(defaultValue = "1440") int silentMinutes,
            @RequestParam(defaultValue = "false") boolean gateway,
            @RequestParam(defaultValue = "0 s") String late,
            @RequestParam(required = false) @Nullable Integer perMinute) {
        List<Channel> channels = kinds.find(id.strip()).map(Kind::channels).orElse(List.of());
        kinds.put(
                actor,
                new Kind(
                        id.strip(),
                        new Bilingual(zh.strip(), en.strip()),
                        symbol.strip(),
                        channels,
                        silentMinutes,
                        gateway,
                        Lateness.millis(late),
                        perMinute == null ? Kind.perMinute(gateway) : perMinute,
                        kinds.find(id).map(Kind::derives).orElse(Derivation.NONE)));
        return "redirect:/back/kinds/" + id.strip();
    }

    /** Says how long its readings are kept. */
    @PostMapping("/back/kinds/{id}/retention")
    String keep(Actor actor, @PathVariable String id, @RequestParam int days) {
        retention.keep(actor, id, days);
        return "redirect:/back/kinds/" + id;
    }

    /** Adds a channel, or changes what it is called and what it may be. */
    @PostMapping("/back/kinds/{id}/channels")
    String channel(
            Actor actor,
            @PathVariable String id,
            @RequestParam String name,
            @RequestParam String zh,
            @RequestParam(defaultValue = "") String en,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam String type,
            @RequestParam(defaultValue = "") String min,
            @RequestParam(defaultValue = "") String max) {
        Kind kind = kinds.get(id);
        List<Channel> channels = new ArrayList<>(kind.channels());
        channels.removeIf(c -> c.name().equals(name.strip()));
        channels.add(new Channel(
                0,
                name.strip(),
                new Bilingual(zh.strip(), en.strip()),
                unit.strip(),
                Channel.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                limit(min),
                limit(max)));
        kinds.put(actor, kind.with(channels));
        return "redirect:/back/kinds/" + id;
    }

    private static @Nullable Double limit(String text) {
        try {
            return text.isBlank() ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw Refusal.badInput("device.number", "Expected a number, but got '%s'.".formatted(text), text);
        }
    }
}
