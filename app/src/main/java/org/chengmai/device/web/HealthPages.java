package org.chengmai.device.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.device.Condition;
import org.chengmai.device.Health;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The back room's page of the devices' health, by kind and street; each number leads to the devices behind it. */
@Controller
class HealthPages {

    /** One line as the page shows it; {@code area} is the code of the street, {@code what} the kind and its first channel. */
    record Row(Health.Line line, String kind, String symbol, String street, String area, String what) {}

    private final Health health;
    private final Kinds kinds;
    private final Areas areas;

    HealthPages(Health health, Kinds kinds, Areas areas) {
        this.health = health;
        this.kinds = kinds;
        this.areas = areas;
    }

    @GetMapping("/back/health")
    String page(Actor actor, @RequestParam(defaultValue = "") String kind, Model model, Locale locale) {
        actor.needs(Act.SEE_DEVICES);
        List<Row> rows = health.lines(actor, kind).stream()
                .map(line -> row(line, locale))
                .sorted(Comparator.comparing(Row::kind).thenComparing(Row::area))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("kinds", kinds.list());
        model.addAttribute("kind", kind);
        model.addAttribute("conditions", Condition.values());
        model.addAttribute("manages", actor.may(Act.MANAGE_DEVICES));
        return "device/health";
    }

    private Row row(Health.Line line, Locale locale) {
        String[] steps = line.place().split("/");
        return new Row(
                line,
                kinds.get(line.kind()).name().in(locale),
                kinds.get(line.kind()).symbol(),
                areas.namesOf(line.place()),
                steps[steps.length - 1],
                HourPages.what(kinds.get(line.kind())));
    }
}
