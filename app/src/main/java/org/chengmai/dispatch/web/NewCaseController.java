package org.chengmai.dispatch.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** A case that somebody told the desk, by phone or in the room: matter, place on the map, words. */
@Controller
class NewCaseController {

    /**
     * The form.
     *
     * @param ref made with the form, so that sending it twice makes one case
     * @param matter code, as chosen from the list: {@code 事项-02003 占道堆放} counts by its first word
     * @param lon degrees east of the point that was clicked
     */
    record Told(
            @Nullable String ref,
            @Nullable String matter,
            @Nullable Severity severity,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable String address,
            @Nullable String words,
            @Nullable String name,
            @Nullable String phone) {}

    private final Cases cases;
    private final Matters matters;
    private final Areas areas;
    private final Wording wording;

    NewCaseController(Cases cases, Matters matters, Areas areas, Wording wording) {
        this.cases = cases;
        this.matters = matters;
        this.areas = areas;
        this.wording = wording;
    }

    @GetMapping("/desk/new")
    String form(Actor actor, Model model) {
        actor.needs(Act.REPORT_CASE);
        return fill(model, new Told(UUID.randomUUID().toString(), "", Severity.MINOR, null, null, "", "", "", ""));
    }

    private String fill(Model model, Told told) {
        model.addAttribute("told", told);
        model.addAttribute("matters", matters.list());
        model.addAttribute("severities", Severity.values());
        return "dispatch/new :: form";
    }

    @PostMapping("/desk/new")
    String report(Actor actor, @ModelAttribute Told told, Model model, Locale locale, HttpServletResponse response) {
        try {
            long id = report(actor, told);
            response.setHeader("HX-Redirect", "/desk?case=" + id);
            return fill(model, told);
        } catch (Refusal refusal) {
            model.addAttribute("sentence", wording.say(refusal, locale));
            return fill(model, told);
        }
    }

    private long report(Actor actor, Told told) {
        Matter matter = matter(told);
        Point point = point(told);
        String place = areas.at(point)
                .map(Area::place)
                .orElseThrow(() -> Refusal.badInput(
                        "desk.outside", "Expected a point inside the city's areas, but it lies in none of them."));
        actor.needs(Act.REPORT_CASE, place);
        String words = text(told.words());
        if (words.isEmpty()) {
            throw Refusal.badInput("desk.words", "Expected words on what was told, but there are none.");
        }
        Reporter reporter = new Reporter(text(told.name()), text(told.phone()));
        boolean anonymous = reporter.name().isEmpty() && reporter.phone().isEmpty();
        Severity severity = told.severity() == null ? Severity.MINOR : told.severity();
        String ref = text(told.ref()).isEmpty() ? UUID.randomUUID().toString() : text(told.ref());
        return cases.report(
                actor,
                new Report(
                        "desk",
                        ref,
                        matter.code(),
                        point,
                        place,
                        text(told.address()),
                        title(matter, words),
                        words,
                        severity,
                        false,
                        null,
                        anonymous ? null : reporter,
                        List.of(),
                        null,
                        null));
    }

    private static String title(Matter matter, String words) {
        String first = words.lines().findFirst().orElse("");
        return first.length() > 30 || first.length() < 2 ? matter.name().zh() : first;
    }

    private Matter matter(Told told) {
        String chosen = text(told.matter());
        String code = chosen.contains(" ") ? chosen.substring(0, chosen.indexOf(' ')) : chosen;
        return matters.find(code)
                .orElseThrow(() -> Refusal.badInput(
                        "desk.matter", "Expected a matter from the list, but '%s' is none.".formatted(chosen), chosen));
    }

    private static Point point(Told told) {
        Double lon = told.lon();
        Double lat = told.lat();
        if (lon == null || lat == null) {
            throw Refusal.badInput("desk.point", "Expected a place clicked on the map, but there is none.");
        }
        return new Point(lon, lat);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
