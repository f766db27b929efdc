package org.chengmai.screen.web;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Status;
import org.chengmai.detection.AlarmCounts;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.detection.Scene;
import org.chengmai.detection.Scenes;
import org.chengmai.device.DeviceCounts;
import org.chengmai.device.Devices;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Draws the picture of the moment for one viewer, as far as the viewer's reach goes. */
@Component
class Painter {

    private static final int EVENTS = 40;
    private static final int CASES = 500;
    private static final int BARS = 12;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Devices devices;
    private final Alarms alarms;
    private final Scenes scenes;
    private final Cases cases;
    private final Areas areas;
    private final Ticker ticker;
    private final MessageSource messages;

    Painter(
            Devices devices,
            Alarms alarms,
            Scenes scenes,
            Cases cases,
            Areas areas,
            Ticker ticker,
            MessageSource messages) {
        this.devices = devices;
        this.alarms = alarms;
        this.scenes = scenes;
        this.cases = cases;
        this.areas = areas;
        this.ticker = ticker;
        this.messages = messages;
    }

    Picture paint(Actor actor, Locale locale) {
        Reach reach = actor.reach(Act.SEE_SCREEN);
        Counts counts = cases.counts(reach);
        AlarmCounts raised = alarms.counts(reach);
        List<AlarmLine> active = alarms.active(reach);
        List<CaseLine> open = cases.list(actor, Filter.OPEN.size(CASES), null).cases();
        return new Picture(
                figures(actor, counts, raised),
                places(reach, counts, raised, active, open),
                scenes(counts, raised, locale),
                events(actor, reach, active, open, locale),
                active.stream().map(a -> mark(a, locale)).toList(),
                open.stream().<Picture.CaseMark>mapMulti(Painter::mark).toList());
    }

    private Picture.Figures figures(Actor actor, Counts counts, AlarmCounts raised) {
        DeviceCounts heard = devices.counts(actor);
        return new Picture.Figures(
                heard.alive(),
                heard.silent(),
                raised.active(),
                counts.open(),
                counts.overdue(),
                counts.reportedToday(),
                counts.closedToday(),
                onTime(actor));
    }

    /** Of the newest closed cases, those that never ran over, in percent. */
    private @Nullable Integer onTime(Actor actor) {
        List<CaseLine> closed = cases.list(
                        actor, Filter.ALL.status(EnumSet.of(Status.CLOSED)).size(CASES), null)
                .cases();
        long inTime = closed.stream().filter(c -> !c.overdue()).count();
        return closed.isEmpty() ? null : (int) (100 * inTime / closed.size());
    }

    /** Whether the viewer sees one street alone, or less. */
    boolean isWithinOneStreet(Reach reach) {
        return streets(reach).size() == 1;
    }

    private List<Area> streets(Reach reach) {
        return areas.below("", Level.STREET).stream()
                .filter(s -> touches(reach, s))
                .toList();
    }

    /** A bar for each street; for each committee where the viewer sees one street alone. */
    private List<Picture.Bar> places(
            Reach reach, Counts counts, AlarmCounts raised, List<AlarmLine> active, List<CaseLine> open) {
        List<Area> streets = streets(reach);
        Stream<Picture.Bar> bars = streets.size() == 1
                ? areas.below(streets.getFirst().place(), Level.COMMITTEE).stream()
                        .filter(c -> touches(reach, c))
                        .map(c -> committee(c, active, open))
                : streets.stream()
                        .map(s -> new Picture.Bar(
                                s.id(),
                                s.name(),
                                raised.byStreet().getOrDefault(s.place(), 0L),
                                counts.openByStreet().getOrDefault(s.id(), 0)));
        return bars.sorted(Comparator.comparingLong((Picture.Bar b) -> -(b.alarms() + b.cases()))
                        .thenComparing(Picture.Bar::id))
                .limit(BARS)
                .toList();
    }

    private static Picture.Bar committee(Area committee, List<AlarmLine> active, List<CaseLine> open) {
        return new Picture.Bar(
                committee.id(),
                committee.name(),
                active.stream()
                        .filter(a -> a.place().startsWith(committee.place()))
                        .count(),
                open.stream()
                        .filter(c -> c.place().startsWith(committee.place()))
                        .count());
    }

    private static boolean touches(Reach reach, Area street) {
        return reach.covers(street.place()) || reach.places().stream().anyMatch(p -> p.startsWith(street.place()));
    }

    private List<Picture.Bar> scenes(Counts counts, AlarmCounts raised, Locale locale) {
        Map<String, Integer> bySource = new HashMap<>(counts.openBySource());
        List<Picture.Bar> bars = new ArrayList<>();
        for (Scene scene : scenes.list()) {
            Integer reported = bySource.remove("scene:" + scene.id());
            bars.add(new Picture.Bar(
                    scene.id(),
                    scene.name().in(locale),
                    raised.byScene().getOrDefault(scene.id(), 0L),
                    reported == null ? 0 : reported));
        }
        bySource.forEach((source, number) -> bars.add(new Picture.Bar(source, source(source, locale), 0, number)));
        bars.sort(Comparator.comparingLong((Picture.Bar b) -> -(b.alarms() + b.cases()))
                .thenComparing(Picture.Bar::id));
        return bars.subList(0, Math.min(BARS, bars.size()));
    }

    private String source(String source, Locale locale) {
        String known = source.startsWith("scene:") ? "scene" : source;
        String other = text("screen.source.other", locale);
        return String.valueOf(messages.getMessage("screen.source." + known, null, other, locale));
    }

    private List<Picture.EventLine> events(
            Actor actor, Reach reach, List<AlarmLine> active, List<CaseLine> open, Locale locale) {
        Map<Long, String> alarmTitles = new HashMap<>();
        active.forEach(a -> alarmTitles.put(a.id(), a.title().in(locale)));
        Map<Long, String> caseTitles = new HashMap<>();
        open.forEach(c -> caseTitles.put(c.id(), c.title()));
        List<Picture.EventLine> lines = new ArrayList<>();
        for (Ticker.Happening happening : ticker.newest(reach, EVENTS)) {
            boolean alarm = happening.kind().equals("alarm");
            String title = alarm
                    ? alarmTitles.computeIfAbsent(happening.id(), id -> alarmTitle(actor, id, locale))
                    : caseTitles.computeIfAbsent(happening.id(), id -> caseTitle(actor, id));
            lines.add(line(happening, title, locale));
        }
        return lines;
    }

    private String alarmTitle(Actor actor, long id, Locale locale) {
        return alarms.find(actor, id).map(a -> a.title().in(locale)).orElse("");
    }

    private String caseTitle(Actor actor, long id) {
        try {
            return cases.get(actor, id).title();
        } catch (Refusal outOfReach) {
            return "";
        }
    }

    private Picture.EventLine line(Ticker.Happening happening, String title, Locale locale) {
        String key = "screen.event." + happening.kind();
        String what = Optional.ofNullable(messages.getMessage(key, null, null, locale))
                .orElseGet(() -> text("screen.event.other", locale));
        return new Picture.EventLine(
                happening.kind() + ":" + happening.id() + ":" + happening.seq(),
                TIME.format(CityTime.of(happening.at())),
                sort(happening.kind()),
                happening.kind().equals("alarm") ? what : what + " C-" + happening.id(),
                title,
                street(happening.place()));
    }

    /** Name of the street that the place lies in; of the place itself above that. */
    private String street(String place) {
        String[] ids = place.split("/");
        String id = ids[Math.min(1, ids.length - 1)];
        return areas.find(id).map(Area::name).orElse(id);
    }

    private static String sort(String kind) {
        return switch (kind) {
            case "alarm" -> "alarm";
            case "case.reported" -> "report";
            case "case.closed", "case.verified", "case.rated" -> "done";
            case "case.overdue", "case.given_back", "case.reworked" -> "bad";
            default -> "work";
        };
    }

    private static Picture.AlarmMark mark(AlarmLine alarm, Locale locale) {
        return new Picture.AlarmMark(
                alarm.id(),
                alarm.deviceId(),
                alarm.severity().name().toLowerCase(Locale.ROOT),
                alarm.title().in(locale));
    }

    private static void mark(CaseLine line, java.util.function.Consumer<Picture.CaseMark> to) {
        if (line.point() != null) {
            to.accept(new Picture.CaseMark(
                    line.id(),
                    line.point().lon(),
                    line.point().lat(),
                    line.severity().name().toLowerCase(Locale.ROOT),
                    line.overdue(),
                    line.number() + " " + line.title()));
        }
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
