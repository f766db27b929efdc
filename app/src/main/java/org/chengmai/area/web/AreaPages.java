package org.chengmai.area.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Uploads;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's page of the area tree: look through it, see it on a map, bring in trees and outlines. */
@Controller
class AreaPages {

    /** One node of the tree as the page lists it. */
    record Node(Area area, boolean open, boolean drawn) {}

    private final Areas areas;

    AreaPages(Areas areas) {
        this.areas = areas;
    }

    @GetMapping("/back/areas")
    String page(Actor actor, Model model) {
        Reach reach = reach(actor);
        List<Node> roots = nodes(areas.roots(), reach);
        Map<Level, Integer> counts = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            int count = areas.below("", level).stream()
                    .filter(a -> reach.covers(a.place()))
                    .toList()
                    .size();
            if (count > 0) {
                counts.put(level, count);
            }
        }
        model.addAttribute("roots", roots);
        model.addAttribute("counts", counts);
        model.addAttribute("sees", actor.may(Act.SEE_DEVICES));
        model.addAttribute("approximate", roots.stream().anyMatch(n -> n.area().approximate()));
        return "area/areas";
    }

    @GetMapping("/back/areas/{id}/children")
    String children(Actor actor, @PathVariable String id, Model model) {
        Reach reach = reach(actor);
        Area area = visible(id, reach);
        model.addAttribute("list", nodes(areas.children(area.id()), reach));
        return "area/nodes :: nodes";
    }

    @GetMapping("/back/areas/{id}")
    String facts(Actor actor, @PathVariable String id, Model model) {
        Area area = visible(id, reach(actor));
        Map<Level, Integer> below = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            int count = areas.below(area.place(), level).size();
            if (level != area.level() && count > 0) {
                below.put(level, count);
            }
        }
        model.addAttribute("area", area);
        model.addAttribute("drawn", areas.hasOutline(area.id()));
        model.addAttribute("path", areas.namesOf(area.place()));
        model.addAttribute("below", below);
        model.addAttribute("sees", actor.may(Act.SEE_DEVICES, area.place()));
        return "area/areas :: facts";
    }

    @PostMapping("/back/areas/tree")
    String importTree(Actor actor, @RequestParam MultipartFile file, Model model) {
        return imported(areas.importTree(actor, Uploads.text(file)), "areas.line", actor, model);
    }

    @PostMapping("/back/areas/outlines")
    String importOutlines(
            Actor actor,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean gcj02,
            Model model)
            throws IOException {
        ImportReport report = areas.importPolygons(actor, new ByteArrayInputStream(file.getBytes()), gcj02);
        return imported(report, "areas.feature", actor, model);
    }

    private String imported(ImportReport report, String counted, Actor actor, Model model) {
        model.addAttribute("report", report);
        model.addAttribute("counted", counted);
        return page(actor, model);
    }

    /** The tree as the import takes it. */
    @GetMapping("/back/areas.csv")
    ResponseEntity<byte[]> export(Actor actor) {
        Reach reach = reach(actor);
        StringBuilder csv = new StringBuilder("\uFEFFid,parent,level,name,lon,lat\n");
        Deque<Area> open = new ArrayDeque<>(areas.roots());
        while (!open.isEmpty()) {
            Area area = open.removeFirst();
            open.addAll(areas.children(area.id()));
            if (reach.covers(area.place())) {
                csv.append(row(area)).append('\n');
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"areas.csv\"")
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String row(Area area) {
        var centre = area.centre();
        return String.join(
                ",",
                area.id(),
                Objects.requireNonNullElse(area.parent(), ""),
                area.level().word(),
                '"' + area.name().replace("\"", "\"\"") + '"',
                centre == null ? "" : String.valueOf(centre.lon()),
                centre == null ? "" : String.valueOf(centre.lat()));
    }

    private static Reach reach(Actor actor) {
        actor.needs(Act.MANAGE_AREAS);
        return actor.reach(Act.MANAGE_AREAS);
    }

    private List<Node> nodes(List<Area> among, Reach reach) {
        return among.stream()
                .filter(a -> shows(reach, a))
                .map(a -> new Node(a, !areas.children(a.id()).isEmpty(), areas.hasOutline(a.id())))
                .toList();
    }

    private Area visible(String id, Reach reach) {
        Area area = areas.get(id);
        if (!shows(reach, area)) {
            throw Refusal.notFound("area.unknown", "Expected to find area %s, but there is none.".formatted(id), id);
        }
        return area;
    }

    /** What lies within reach, and the way down to it. */
    private static boolean shows(Reach reach, Area area) {
        return reach.covers(area.place()) || Arrays.stream(reach.patterns()).anyMatch(p -> p.startsWith(area.place()));
    }
}
