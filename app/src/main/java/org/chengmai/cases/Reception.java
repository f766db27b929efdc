package org.chengmai.cases;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Circumstances;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.model.Fact.Terms;
import org.chengmai.cases.model.Life;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.cases.store.CaseRows;
import org.chengmai.cases.store.HistoryRows;
import org.chengmai.cases.store.PhotoRows;
import org.chengmai.cases.store.ReporterRows;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where reports come in: makes a case of each, once. */
@Component
class Reception {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORDS = 20_000;
    private static final int LONGEST_ADDRESS = 300;
    private static final int MOST_PHOTOS = 9;

    /** No letter that looks like another one. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_LETTERS = 10;

    private final SecureRandom random = new SecureRandom();
    private final CaseRows cases;
    private final HistoryRows history;
    private final PhotoRows photos;
    private final ReporterRows reporters;
    private final Matters matters;
    private final Units units;
    private final WorkCalendar calendar;
    private final Areas areas;
    private final Telling telling;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Reception(
            CaseRows cases,
            HistoryRows history,
            PhotoRows photos,
            ReporterRows reporters,
            Matters matters,
            Units units,
            WorkCalendar calendar,
            Areas areas,
            Telling telling,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.cases = cases;
        this.history = history;
        this.photos = photos;
        this.reporters = reporters;
        this.matters = matters;
        this.units = units;
        this.calendar = calendar;
        this.areas = areas;
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param saidAt when it was said elsewhere, as written there; null when it was said just now and here */
    long take(Actor by, Report report, @Nullable String saidAt) {
        check(report);
        Optional<Long> known = cases.idOf(report.source(), report.sourceRef());
        if (known.isPresent()) {
            return known.get();
        }
        List<Pictures.Fitted> fitted =
                report.photos().stream().map(Pictures::fit).toList();
        Long id = transactions.execute(status -> open(by, report, saidAt, fitted));
        return java.util.Objects.requireNonNull(id);
    }

    private long open(Actor by, Report report, @Nullable String saidAt, List<Pictures.Fitted> fitted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Terms terms = terms(report);
        CaseHead head = head(report);
        Optional<Long> number = cases.insert(head, terms, now);
        if (number.isEmpty()) {
            return cases.idOf(report.source(), report.sourceRef()).orElseThrow();
        }
        long id = number.get();
        Fact.Reported fact = new Fact.Reported(
                head.source(),
                head.sourceRef(),
                terms,
                head.point(),
                head.deviceId(),
                saidAt,
                fitted.size(),
                head.title());
        CaseState state = Life.open(id, fact, now);
        history.append(state, fact, by, now);
        fitted.forEach(photo -> photos.insert(id, 1, photo.image(), photo.small()));
        if (report.reporter() != null) {
            reporters.insert(id, report.reporter());
        }
        if (terms.automatic()) {
            state = registered(state, now);
        }
        telling.reported(head, state);
        return id;
    }

    /** What the plan handles without a human is accepted and registered by the city in the same breath. */
    private CaseState registered(CaseState opened, Instant now) {
        Circumstances around = circumstances(Actor.CITY, now);
        CaseState state = opened;
        for (Fact fact : Life.byPlan(opened, around)) {
            state = Life.apply(state, fact, now, 0);
            history.append(state, fact, Actor.CITY, now);
        }
        cases.save(state);
        return state;
    }

    Circumstances circumstances(Actor actor, Instant now) {
        return new Circumstances(actor, now, matters::get, id -> units.find(id).isPresent(), calendar.time());
    }

    private Terms terms(Report report) {
        Matter matter = matters.get(report.matter());
        return new Terms(
                matter.code(),
                placeOf(report.place(), report.point()),
                report.severity(),
                report.automatic(),
                report.limit() == null ? matter.limit() : report.limit(),
                report.clock() == null ? matter.clock() : report.clock(),
                matter.needsPhoto());
    }

    /** A case outside every outline, or without a point, belongs to the whole city when that is one area. */
    String placeOf(String place, @Nullable Point point) {
        if (!place.isEmpty()) {
            return place;
        }
        Optional<Area> area = point == null ? Optional.empty() : areas.at(point);
        if (area.isPresent()) {
            return area.get().place();
        }
        List<Area> roots = areas.roots();
        return roots.size() == 1 ? roots.getFirst().place() : "";
    }

    private CaseHead head(Report report) {
        return new CaseHead(
                0,
                code(),
                report.source(),
                report.sourceRef(),
                report.title().strip(),
                report.words().strip(),
                report.address().strip(),
                report.point(),
                report.deviceId());
    }

    private String code() {
        return random.ints(CODE_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static void check(Report report) {
        must(!report.source().isBlank() && !report.sourceRef().isBlank(), "report.source", "a source and a reference");
        must(!report.title().isBlank(), "report.title", "a title");
        within(report.title(), LONGEST_TITLE, "title");
        within(report.words(), LONGEST_WORDS, "words");
        within(report.address(), LONGEST_ADDRESS, "address");
        must(report.photos().size() <= MOST_PHOTOS, "report.photos", "at most 9 photos");
        Reporter reporter = report.reporter();
        if (reporter != null) {
            must(reporter.phone().matches("[0-9+*() -]{0,24}"), "report.phone", "a phone number of digits");
            within(reporter.name(), 60, "name");
        }
    }

    private static void must(boolean holds, String code, String what) {
        if (!holds) {
            throw Refusal.badInput(code, "Expected a report to have %s, but it does not.".formatted(what));
        }
    }

    private static void within(String text, int most, String field) {
        if (text.length() > most) {
            throw Refusal.tooLarge(
                    "report.long",
                    "Expected the %s of a report to have at most %d characters, but it has %d."
                            .formatted(field, most, text.length()),
                    field,
                    most,
                    text.length());
        }
    }
}
