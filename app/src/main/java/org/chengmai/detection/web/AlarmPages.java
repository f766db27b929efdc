package org.chengmai.detection.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.detection.AlarmFile;
import org.chengmai.detection.AlarmFilter;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.detection.Scene;
import org.chengmai.detection.Scenes;
import org.chengmai.device.Channel;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.device.Snapshots;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.PlainNumber;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Alarms in the back room: the list, one with all that is known of it, and small lists for the pages of devices and cases. */
@Controller
class AlarmPages {

    private static final int OF_ONE_DEVICE = 10;
    private static final int MOST_PICTURES = 6;

    private final Alarms alarms;
    private final Scenes scenes;
    private final Devices devices;
    private final Kinds kinds;
    private final Areas areas;
    private final Cases cases;
    private final Traces traces;
    private final AlarmPictures pictures;
    private final MessageSource messages;
    private final InstantSource clock;

    AlarmPages(
            Alarms alarms,
            Scenes scenes,
            Devices devices,
            Kinds kinds,
            Areas areas,
            Cases cases,
            Traces traces,
            AlarmPictures pictures,
            MessageSource messages,
            InstantSource clock) {
        this.alarms = alarms;
        this.scenes = scenes;
        this.devices = devices;
        this.kinds = kinds;
        this.areas = areas;
        this.cases = cases;
        this.traces = traces;
        this.pictures = pictures;
        this.messages = messages;
        this.clock = clock;
    }

    /** What was asked for, as the form and the addresses of further pages have it. */
    record Asked(String scene, String area, String device, String state, String suppression) {

        AlarmFilter filter(String place) {
            return new AlarmFilter(
                    scene.isBlank() ? null : scene.strip(),
                    place,
                    device.isBlank() ? null : device.strip(),
                    "active".equals(state),
                    switch (suppression) {
                        case "without" -> AlarmFilter.Suppression.WITHOUT;
                        case "only" -> AlarmFilter.Suppression.ONLY;
                        default -> AlarmFilter.Suppression.EITHER;
                    });
        }
    }

    /** An alarm as a list shows it. */
    record Row(AlarmLine alarm, String place) {}

    @GetMapping("/back/alarms")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String scene,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String device,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String suppression,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        Asked asked = new Asked(scene, area, device, state, suppression);
        String place = area.isBlank()
                ? ""
                : areas.find(area.strip()).map(a -> a.place()).orElse("?");
        Page<AlarmLine> found = alarms.list(actor, asked.filter(place), Math.max(0, page));
        model.addAttribute("page", found);
        model.addAttribute("rows", found.items().stream().map(this::row).toList());
        model.addAttribute("scenes", scenes.list());
        model.addAttribute("asked", asked);
        return "detection/alarms";
    }

    private Row row(AlarmLine alarm) {
        return new Row(alarm, areas.namesOf(alarm.place()));
    }

    /** A parameter of the rule as it holds for the device. */
    record Setting(String label, String value, String unit, boolean own) {}

    @GetMapping("/back/alarms/{id}")
    String one(Actor actor, @PathVariable long id, Model model, Locale locale) {
        AlarmFile file = alarms.get(actor, id);
        AlarmLine line = file.line();
        Device device = file.device();
        Kind kind = kinds.get(device.kind());
        Scene scene = file.scene();
        RuleWords words = new RuleWords(kind, file.numbers(), messages, locale);
        model.addAttribute("file", file);
        model.addAttribute("alarm", line);
        model.addAttribute("device", device);
        model.addAttribute("kind", kind.name().in(locale));
        model.addAttribute("place", areas.namesOf(line.place()));
        model.addAttribute("scene", scene);
        model.addAttribute("seesScene", scene != null && actor.may(Act.MANAGE_SCENES));
        model.addAttribute("pictured", pictures.of(List.of(line)).get(line.id()));
        model.addAttribute("seesCase", actor.may(Act.DISPATCH_CASE));
        Scene.Rule rule = file.rule();
        String conditions = rule == null ? "" : rule.when() + " ; " + (rule.clear() == null ? "" : rule.clear());
        if (rule != null && scene != null) {
            model.addAttribute("rule", rule);
            model.addAttribute("when", words.of(rule.when()));
            model.addAttribute("clear", rule.clear() == null ? null : words.of(rule.clear()));
            model.addAttribute("numbers", numbers(scene, file, conditions, locale));
            model.addAttribute(
                    "levels",
                    rule.levels().stream()
                            .map(l -> new AlarmLevel(l.severity().name(), words.of(l.when())))
                            .toList());
        }
        List<Channel> named = words.channels(conditions);
        Instant now = clock.instant();
        model.addAttribute(
                "trace",
                traces.of(
                        actor,
                        device,
                        named.isEmpty() ? kind.channels() : named,
                        words.limits(conditions),
                        new Traces.Span(line.raisedAt(), line.clearedAt(), now),
                        locale));
        return "detection/alarm";
    }

    /** A level of the rule in words. */
    record AlarmLevel(String severity, String when) {}

    private static List<Setting> numbers(Scene scene, AlarmFile file, String conditions, Locale locale) {
        List<Setting> numbers = new ArrayList<>();
        for (Scene.Parameter parameter : scene.parameters()) {
            if (conditions.contains(parameter.name())) {
                double value = file.numbers().getOrDefault(parameter.name(), parameter.value());
                numbers.add(new Setting(
                        parameter.label().in(locale),
                        PlainNumber.of(value),
                        parameter.unit(),
                        file.device().parameters().containsKey(parameter.name())));
            }
        }
        return numbers;
    }

    /** The newest alarms of one device, for its page. */
    @GetMapping("/back/alarms/of/{id}")
    String ofDevice(Actor actor, @PathVariable String id, Model model) {
        Device device = devices.get(actor, id);
        Page<AlarmLine> found = alarms.list(actor, AlarmFilter.ofDevice(device.id()), 0);
        model.addAttribute("device", device);
        model.addAttribute("alarms", found.items().stream().limit(OF_ONE_DEVICE).toList());
        model.addAttribute("total", found.total());
        return "detection/alarms :: ofDevice";
    }

    /** The alarms that a case carries, for its page; whoever may see the case sees them. */
    @GetMapping("/cases/{id}/alarms")
    String ofCase(Actor actor, @PathVariable long id, Model model) {
        cases.get(actor, id);
        List<AlarmLine> carried = alarms.ofCase(id);
        model.addAttribute("alarms", carried);
        Map<Long, Snapshots.Pictures> seen = pictures.of(carried);
        model.addAttribute("seen", seen);
        model.addAttribute(
                "pictured",
                carried.stream()
                        .map(AlarmLine::id)
                        .filter(seen::containsKey)
                        .limit(MOST_PICTURES)
                        .toList());
        model.addAttribute("caseId", id);
        model.addAttribute("linked", actor.may(Act.SEE_DEVICES));
        return "detection/alarms :: ofCase";
    }
}
