package org.chengmai.dispatch.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.dispatch.Patience;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.web.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's page of who answers for what, with the tester that explains the inheritance. */
@Controller
class ResponsibilityController {

    /** One row as people read it. */
    record Line(
            long id, String matter, String matterName, String place, String placeName, String unit, String verifier) {}

    private final Responsibility responsibility;
    private final Patience patience;
    private final Matters matters;
    private final Areas areas;
    private final Units units;
    private final Wording wording;

    ResponsibilityController(
            Responsibility responsibility,
            Patience patience,
            Matters matters,
            Areas areas,
            Units units,
            Wording wording) {
        this.responsibility = responsibility;
        this.patience = patience;
        this.matters = matters;
        this.areas = areas;
        this.units = units;
        this.wording = wording;
    }

    @GetMapping("/back/responsibility")
    String page(Actor actor, @RequestParam(defaultValue = "") String q, Model model, Locale locale) {
        actor.needs(Act.MANAGE_RESPONSIBILITY);
        return fill(actor, q, model, locale);
    }

    private String fill(Actor actor, String q, Model model, Locale locale) {
        List<Line> lines = responsibility.list(actor).stream()
                .map(row -> line(row, locale))
                .filter(line -> q.isBlank() || line.toString().contains(q.strip()))
                .toList();
        model.addAttribute("q", q);
        model.addAttribute("lines", lines);
        model.addAttribute("units", units.list(actor.reach(Act.MANAGE_RESPONSIBILITY)));
        model.addAttribute("matters", matters.list());
        model.addAttribute(
                "groups",
                matters.list().stream().map(Matter::group).distinct().sorted().toList());
        model.addAttribute(
                "verifiers",
                Stream.of(Role.values()).filter(r -> r.may(Act.VERIFY_CASE)).toList());
        model.addAttribute("limits", patience.list());
        model.addAttribute("wholeCity", actor.may(Act.MANAGE_RESPONSIBILITY, ""));
        return "dispatch/responsibility";
    }

    private Line line(Responsibility.Row row, Locale locale) {
        Role verifier = row.verifier();
        return new Line(
                row.id(),
                row.matter(),
                wording.matter(row.matter(), locale),
                row.place(),
                row.place().isEmpty() ? wording.say("responsibility.whole", locale) : areas.namesOf(row.place()),
                responsibility.nameOf(row.unit()),
                verifier == null ? "" : wording.say("role." + verifier, locale));
    }

    /** Who answers, and every row that was weighed. */
    @GetMapping("/back/responsibility/who")
    String who(Actor actor, @RequestParam String matter, @RequestParam String area, Model model, Locale locale) {
        actor.needs(Act.MANAGE_RESPONSIBILITY);
        String code = firstWord(matter);
        String place = areas.find(firstWord(area)).map(Area::place).orElse("");
        model.addAttribute("matterName", wording.matter(code, locale));
        model.addAttribute("matter", code);
        model.addAttribute("placeName", place.isEmpty() ? "" : areas.namesOf(place));
        model.addAttribute(
                "weighed",
                responsibility.fitting(code, place).stream()
                        .map(row -> line(row, locale))
                        .toList());
        return "dispatch/responsibility :: answer";
    }

    @PostMapping("/back/responsibility")
    String put(
            Actor actor,
            @RequestParam String matter,
            @RequestParam String area,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String verifier,
            Model model,
            Locale locale) {
        return tried(
                actor,
                model,
                locale,
                () -> responsibility.put(
                        actor,
                        new Responsibility.Row(
                                0,
                                known(matter),
                                responsibility.placeOf(firstWord(area)),
                                firstWord(unit),
                                Responsibility.roleOf(verifier))));
    }

    @PostMapping("/back/responsibility/{id}/remove")
    String remove(Actor actor, @PathVariable long id, Model model, Locale locale) {
        return tried(actor, model, locale, () -> responsibility.remove(actor, id));
    }

    @PostMapping("/back/responsibility/import")
    String importCsv(Actor actor, @RequestParam MultipartFile file, Model model, Locale locale) {
        return tried(
                actor,
                model,
                locale,
                () -> model.addAttribute("report", responsibility.importCsv(actor, Uploads.text(file))));
    }

    @PostMapping("/back/responsibility/patience")
    String patience(
            Actor actor,
            @RequestParam String matter,
            @RequestParam String severity,
            @RequestParam int remind,
            @RequestParam int escalate,
            Model model,
            Locale locale) {
        return tried(
                actor,
                model,
                locale,
                () -> patience.put(actor, new Patience.Limit(known(matter), severity, remind, escalate)));
    }

    private String tried(Actor actor, Model model, Locale locale, Runnable act) {
        wording.tryTo(act, model, locale);
        return fill(actor, "", model, locale);
    }

    /** A matter as typed: a whole group name, or a code followed by its name. */
    private String known(String matter) {
        String typed = matter.strip();
        @Nullable
        Matter group = matters.list().stream()
                .filter(m -> m.group().equals(typed))
                .findFirst()
                .orElse(null);
        return group == null ? firstWord(typed) : typed;
    }

    private static String firstWord(String typed) {
        String text = typed.strip();
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
