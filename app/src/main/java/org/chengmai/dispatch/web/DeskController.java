package org.chengmai.dispatch.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.CasePage;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Filter;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The desk and its queue: what waits for the dispatchers of a place. */
@Controller
class DeskController {

    private static final int ON_THE_MAP = 500;

    /** What the queue shows; empty fields do not narrow. */
    record Wish(
            @Nullable String tab,
            @Nullable String q,
            @Nullable String street,
            @Nullable String matter,
            @Nullable String source) {

        Tab heap() {
            return Tab.of(given(tab));
        }

        boolean narrowed() {
            return !given(q).isEmpty()
                    || !given(street).isEmpty()
                    || !given(matter).isEmpty()
                    || !given(source).isEmpty();
        }

        Filter filter(Areas areas) {
            String place = areas.find(given(street)).map(Area::place).orElse("");
            return heap().filter()
                    .words(given(q))
                    .place(place)
                    .matter(given(matter).isEmpty() ? null : matter)
                    .source(given(source).isEmpty() ? null : source);
        }

        private static String given(@Nullable String value) {
            return value == null ? "" : value.strip();
        }
    }

    /** A tab with how many cases it holds. */
    record Heap(String key, int count, boolean open) {}

    private final Cases cases;
    private final Matters matters;
    private final Areas areas;

    DeskController(Cases cases, Matters matters, Areas areas) {
        this.cases = cases;
        this.matters = matters;
        this.areas = areas;
    }

    @GetMapping("/desk")
    String desk(
            Actor actor,
            @ModelAttribute Wish wish,
            @RequestParam(name = "case", required = false) @Nullable Long open,
            Model model) {
        fill(actor, wish, model);
        model.addAttribute("streets", streets(actor));
        model.addAttribute("opened", open);
        return "dispatch/desk";
    }

    @GetMapping("/desk/queue")
    String queue(Actor actor, @ModelAttribute Wish wish, Model model) {
        fill(actor, wish, model);
        return "dispatch/queue :: queue";
    }

    private void fill(Actor actor, Wish wish, Model model) {
        actor.needs(Act.DISPATCH_CASE);
        Counts counts = cases.counts(actor.reach(Act.SEE_CASES));
        CasePage page = cases.list(actor, wish.filter(areas), null);
        List<Heap> heaps = new ArrayList<>();
        for (Tab tab : Tab.values()) {
            heaps.add(new Heap(tab.key(), tab.count(counts), tab == wish.heap()));
        }
        model.addAttribute("heaps", heaps);
        model.addAttribute("wish", wish);
        model.addAttribute("tab", wish.heap().key());
        model.addAttribute("narrowed", wish.narrowed());
        model.addAttribute("rows", page.cases());
        model.addAttribute("more", page.next() != null);
        model.addAttribute("counts", counts);
        model.addAttribute(
                "sources", counts.openBySource().keySet().stream().sorted().toList());
        model.addAttribute(
                "matters",
                counts.openByMatter().keySet().stream()
                        .sorted()
                        .flatMap(code -> matters.find(code).stream())
                        .toList());
    }

    private List<Area> streets(Actor actor) {
        Reach reach = actor.reach(Act.DISPATCH_CASE);
        return areas.below("", Level.STREET).stream()
                .filter(a -> reach.covers(a.place()) || reach.places().stream().anyMatch(p -> p.startsWith(a.place())))
                .toList();
    }

    /** The open cases that have a point, for the map: {@code id, lon, lat, severity, status, title, overdue}. */
    @GetMapping("/desk/points")
    @ResponseBody
    List<Map<String, Object>> points(Actor actor) {
        actor.needs(Act.DISPATCH_CASE);
        return cases.list(actor, Filter.OPEN.order(Filter.Order.URGENT).size(ON_THE_MAP), null).cases().stream()
                .mapMulti((CaseLine line, java.util.function.Consumer<Map<String, Object>> to) -> {
                    Point point = line.point();
                    if (point != null) {
                        to.accept(mark(line, point));
                    }
                })
                .toList();
    }

    private static Map<String, Object> mark(CaseLine line, Point point) {
        return Map.of(
                "id", line.id(),
                "lon", point.lon(),
                "lat", point.lat(),
                "severity", line.severity().name(),
                "status", line.status().name(),
                "title", line.number() + " " + line.title(),
                "overdue", line.overdue());
    }

    /** The area at a point of the map. */
    @GetMapping("/desk/place")
    @ResponseBody
    Map<String, Object> place(Actor actor, @RequestParam double lon, @RequestParam double lat) {
        actor.needs(Act.REPORT_CASE);
        return areas.at(new Point(lon, lat))
                .map(a -> Map.<String, Object>of("id", a.id(), "place", a.place(), "names", areas.namesOf(a.place())))
                .orElse(Map.of());
    }
}
