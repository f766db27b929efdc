package org.chengmai.device.web;

import java.time.Instant;
import java.time.LocalDate;
import org.chengmai.area.Areas;
import org.chengmai.device.ProvisionKey;
import org.chengmai.device.ProvisionKeys;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an officer does with the provisioning keys on the page of a kind. */
@Controller
class ProvisionPages {

    private final ProvisionKeys keys;
    private final Areas areas;

    ProvisionPages(ProvisionKeys keys, Areas areas) {
        this.keys = keys;
        this.areas = areas;
    }

    @PostMapping("/back/kinds/{kind}/keys")
    String issue(
            Actor actor,
            @PathVariable String kind,
            @RequestParam String area,
            @RequestParam ProvisionKey.Strategy strategy,
            @RequestParam int most,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate ends,
            RedirectAttributes to) {
        String place = areas.get(area.strip()).place();
        to.addFlashAttribute("issued", keys.issue(actor, kind, place, strategy, most, endOf(ends)));
        return page(kind);
    }

    @PostMapping("/back/kinds/{kind}/keys/{key}")
    String change(
            Actor actor,
            @PathVariable String kind,
            @PathVariable String key,
            @RequestParam int most,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate ends,
            @RequestParam(defaultValue = "false") boolean enabled) {
        return page(keys.change(actor, key, most, endOf(ends), enabled).kind());
    }

    @PostMapping("/back/kinds/{kind}/keys/{key}/secret")
    String renew(Actor actor, @PathVariable String kind, @PathVariable String key, RedirectAttributes to) {
        to.addFlashAttribute("issued", keys.renew(actor, key));
        return page(kind);
    }

    /** A key serves to the end of its last day. */
    private static Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(CityTime.ZONE).toInstant();
    }

    private static String page(String kind) {
        return "redirect:/back/kinds/" + kind + "#keys";
    }
}
