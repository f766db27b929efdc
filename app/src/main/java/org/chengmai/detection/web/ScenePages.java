package org.chengmai.detection.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.cases.Matters;
import org.chengmai.detection.Alarms;
import org.chengmai.detection.RuleLoad;
import org.chengmai.detection.Scene;
import org.chengmai.detection.SceneCosts;
import org.chengmai.detection.SceneLine;
import org.chengmai.detection.Scenes;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.SceneText;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Reach;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The scenes in the back room: what watches, on or off, and the text of each, which an officer may edit. */
@Controller
class ScenePages {

    private static final Duration TRIED = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final String NEW_TEXT = """
            id: X1
            name: {zh: 新场景, en: New scene}
            group: other
            kind: smoke
            parameters:
              limitMinutes: {default: 5, unit: min, zh: 时限, en: Limit}
            rules:
              - key: alarm
                when: smoke = 1 for limitMinutes min
                severity: major
                zh: "{device} 报警"
                en: "{device} gives alarm"
            case:
              matter: {zh: 新事项, en: New matter}
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 2 h
              clock: all-hours
              automatic: no
            """;

    private final Scenes scenes;
    private final Alarms alarms;
    private final Kinds kinds;
    private final Matters matters;
    private final RuleLoad load;
    private final SceneCosts costs;
    private final MessageSource messages;
    private final FaultWords faultWords;
    private final InstantSource clock;

    ScenePages(
            Scenes scenes,
            Alarms alarms,
            Kinds kinds,
            Matters matters,
            RuleLoad load,
            SceneCosts costs,
            MessageSource messages,
            InstantSource clock) {
        this.scenes = scenes;
        this.alarms = alarms;
        this.kinds = kinds;
        this.matters = matters;
        this.load = load;
        this.costs = costs;
        this.messages = messages;
        this.faultWords = new FaultWords(messages);
        this.clock = clock;
    }

    /** The time on which a scene is tried unless another is chosen: the last day. */
    private void offerTrial(Model model) {
        Instant now = clock.instant();
        model.addAttribute("tryFrom", CityTime.minute(now.minus(TRIED)).replace(' ', 'T'));
        model.addAttribute("tryTo", CityTime.minute(now).replace(' ', 'T'));
    }

    /** A scene as the list shows it. */
    record Row(
            SceneLine line,
            Scene.Group group,
            String name,
            String words,
            String kinds,
            long active,
            long week,
            String share) {}

    /** The rows of one group. */
    record Rows(Scene.Group group, List<Row> rows) {}

    @GetMapping("/back/scenes")
    String list(Actor actor, Locale locale, Model model) {
        Reach reach = actor.reach(Act.SEE_DEVICES);
        Map<String, Long> active = alarms.counts(reach).byScene();
        Map<String, Long> week = alarms.raisedSince(reach, clock.instant().minus(WEEK));
        Map<Scene.Group, List<Row>> byGroup = new EnumMap<>(Scene.Group.class);
        Map<String, Double> shares = load.shares();
        for (SceneLine line : scenes.lines(actor)) {
            Row row = row(
                    line,
                    active.getOrDefault(line.id(), 0L),
                    week.getOrDefault(line.id(), 0L),
                    percent(shares.getOrDefault(line.id(), 0.0)),
                    locale);
            byGroup.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
        }
        List<Rows> groups = byGroup.entrySet().stream()
                .map(group -> new Rows(group.getKey(), group.getValue()))
                .toList();
        model.addAttribute("groups", groups);
        model.addAttribute(
                "count", groups.stream().mapToInt(g -> g.rows().size()).sum());
        model.addAttribute("mayChange", scenes.mayChange(actor));
        return "detection/scenes";
    }

    /** A share as percent; empty where it is too small to speak of. */
    private static String percent(double share) {
        return share < 0.001 ? "" : String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private Row row(SceneLine line, long active, long week, String share, Locale locale) {
        Scene scene = line.scene();
        if (scene == null) {
            return new Row(line, Scene.Group.OTHER, line.file(), line.id() + line.file(), "", active, week, share);
        }
        String kindNames = kindNames(scene, locale);
        String words =
                String.join(" ", line.id(), scene.name().zh(), scene.name().en(), kindNames);
        return new Row(line, scene.group(), scene.name().in(locale), words, kindNames, active, week, share);
    }

    private String kindNames(Scene scene, Locale locale) {
        if (scene.kinds().contains(Scene.EVERY_KIND)) {
            return messages.getMessage("scenes.everyKind", null, locale);
        }
        List<String> names = scene.kinds().stream()
                .map(id -> kinds.find(id).map(kind -> kind.name().in(locale)).orElse(id))
                .toList();
        return String.join(", ", names);
    }

    @GetMapping("/back/scenes/new")
    String fresh(Actor actor, Model model) {
        actor.needs(Act.MANAGE_SCENES);
        model.addAttribute("mayChange", scenes.mayChange(actor));
        model.addAttribute("text", NEW_TEXT);
        offerTrial(model);
        model.addAttribute("wrongs", List.of());
        return "detection/scene";
    }

    @GetMapping("/back/scenes/{id}")
    String one(Actor actor, @PathVariable String id, Locale locale, Model model) {
        SceneLine line = scenes.line(actor, id);
        model.addAttribute("line", line);
        model.addAttribute("row", row(line, 0, 0, percent(load.shares().getOrDefault(id, 0.0)), locale));
        model.addAttribute("mayChange", scenes.mayChange(actor));
        Scene scene = line.scene();
        model.addAttribute("costs", scene == null ? List.of() : costs.of(scene));
        model.addAttribute("plan", scene == null ? null : scene.plan());
        model.addAttribute("matter", scene == null || scene.plan() == null ? "" : matter(scene.plan(), locale));
        model.addAttribute("manual", Manual.of(line.id(), locale).paragraphs());
        model.addAttribute("text", line.text());
        offerTrial(model);
        model.addAttribute("wrongs", faultWords.of(line.text(), line.faults(), locale));
        return "detection/scene";
    }

    private String matter(Scene.Plan plan, Locale locale) {
        return matters.find(plan.matter())
                .map(matter -> matter.name().in(locale))
                .orElse(plan.matter());
    }

    @PostMapping("/back/scenes/{id}/switch")
    String enable(Actor actor, @PathVariable String id, @RequestParam boolean on) {
        scenes.enable(actor, id, on);
        return "redirect:/back/scenes";
    }

    @PostMapping("/back/scenes/reload")
    String reload(Actor actor) {
        scenes.reload(actor);
        return "redirect:/back/scenes";
    }

    @PostMapping("/back/scenes/save")
    String save(Actor actor, @RequestParam String text, Locale locale, Model model) {
        String plain = text.replace("\r\n", "\n");
        SceneText read = scenes.save(actor, plain);
        Scene scene = read.scene();
        if (scene != null) {
            return "redirect:/back/scenes/" + scene.id();
        }
        model.addAttribute("mayChange", true);
        model.addAttribute("wanted", SceneReader.idOf(plain).orElse(""));
        model.addAttribute("text", plain);
        offerTrial(model);
        model.addAttribute("wrongs", faultWords.of(plain, read.faults(), locale));
        model.addAttribute("refused", true);
        return "detection/scene";
    }

    @PostMapping("/back/scenes/{id}/remove")
    String remove(Actor actor, @PathVariable String id) {
        scenes.remove(actor, id);
        return "redirect:/back/scenes";
    }
}
