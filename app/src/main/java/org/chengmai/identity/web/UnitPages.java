package org.chengmai.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.chengmai.kernel.web.Uploads;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's responsible units. */
@Controller
@RequestMapping("/back/units")
class UnitPages {

    private final Units units;
    private final Places places;
    private final Sentences sentences;

    UnitPages(Units units, Places places, Sentences sentences) {
        this.units = units;
        this.places = places;
        this.sentences = sentences;
    }

    @GetMapping
    String list(Actor actor, @RequestParam(defaultValue = "") String edit, Locale locale, Model model) {
        actor.needs(Act.MANAGE_PEOPLE);
        if (!model.containsAttribute("form")) {
            Unit shown = units.find(edit)
                    .filter(u -> actor.may(Act.MANAGE_PEOPLE, u.place()))
                    .orElse(new Unit("", "", "", ""));
            model.addAttribute("form", shown);
        }
        model.addAttribute("units", units.list(actor.reach(Act.MANAGE_PEOPLE)));
        model.addAttribute("choices", places.choices(actor.reach(Act.MANAGE_PEOPLE), locale));
        return "identity/units";
    }

    @PostMapping
    String put(
            Actor actor,
            @RequestParam String id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam String place,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Unit unit = new Unit(id, name, phone, Places.path(place));
        try {
            units.put(actor, unit);
            return "redirect:/back/units";
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("wrong", sentences.of(refusal, locale));
            model.addAttribute("form", unit);
            return list(actor, "", locale, model);
        }
    }

    @PostMapping("/import")
    String bringIn(Actor actor, @RequestParam MultipartFile file, Locale locale, Model model) {
        model.addAttribute("report", units.importCsv(actor, Uploads.text(file)));
        return list(actor, "", locale, model);
    }
}
