package org.chengmai.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseState;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.PublicView;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Status;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.cases.store.CaseRows.Stored;
import org.chengmai.cases.store.HistoryRows;
import org.chengmai.cases.store.PhotoRows;
import org.chengmai.cases.store.ReporterRows;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A case as different people see it. */
@Component
class Views {

    /** What a reporter is told of. */
    private static final Set<EventKind> PUBLIC = EnumSet.of(
            EventKind.REPORTED,
            EventKind.ACCEPTED,
            EventKind.REGISTERED,
            EventKind.DISPATCHED,
            EventKind.TAKEN,
            EventKind.ARRIVED,
            EventKind.FED_BACK,
            EventKind.REWORKED,
            EventKind.VERIFIED,
            EventKind.CLOSED,
            EventKind.RETURNED_TO_REPORTER,
            EventKind.VOIDED,
            EventKind.RATED);

    /** Of these a reporter is told the reason too. */
    private static final Set<EventKind> WITH_REASON = EnumSet.of(EventKind.RETURNED_TO_REPORTER, EventKind.VOIDED);

    private final Matters matters;
    private final HistoryRows history;
    private final PhotoRows photos;
    private final ReporterRows reporters;
    private final WorkCalendar calendar;
    private final InstantSource clock;

    Views(
            Matters matters,
            HistoryRows history,
            PhotoRows photos,
            ReporterRows reporters,
            WorkCalendar calendar,
            InstantSource clock) {
        this.matters = matters;
        this.history = history;
        this.photos = photos;
        this.reporters = reporters;
        this.calendar = calendar;
        this.clock = clock;
    }

    CaseFile file(Stored stored) {
        CaseHead head = stored.head();
        CaseState state = stored.state();
        return new CaseFile(
                head.id(),
                head.code(),
                state.version(),
                state.status(),
                head.source(),
                head.sourceRef(),
                state.terms().matter(),
                matterName(state.terms().matter()),
                state.terms().needsPhoto(),
                state.terms().severity(),
                state.terms().automatic(),
                head.title(),
                head.words(),
                head.point(),
                state.terms().place(),
                head.address(),
                head.deviceId(),
                reporters.find(head.id()).map(Reporter::masked).orElse(null),
                state.work().unit(),
                state.work().task(),
                state.terms().limit(),
                state.terms().clock(),
                state.times().reportedAt(),
                state.times().registeredAt(),
                state.times().deadline(),
                remaining(state),
                state.times().overdueAt(),
                state.times().fedBackAt(),
                state.times().closedAt(),
                state.work().outcome(),
                state.work().givenBack(),
                state.stars(),
                photos.ofCase(head.id()));
    }

    private Bilingual matterName(String code) {
        return matters.find(code).map(Matter::name).orElseGet(() -> new Bilingual(code, ""));
    }

    private @Nullable Duration remaining(CaseState state) {
        Instant deadline = state.times().deadline();
        if (deadline == null || !Status.ON_THE_CLOCK.contains(state.status())) {
            return null;
        }
        return calendar.used(clock.instant(), deadline, state.terms().clock());
    }

    PublicView forPublic(Stored stored) {
        CaseHead head = stored.head();
        CaseState state = stored.state();
        List<Event> lines = history.list(head.id());
        boolean closed = state.status() == Status.CLOSED;
        return new PublicView(
                head.code(),
                state.number(),
                head.title(),
                head.words(),
                head.address(),
                matterName(state.terms().matter()),
                state.status(),
                closed ? state.work().outcome() : null,
                closed ? lastFeedback(lines) : "",
                state.stars(),
                state.times().reportedAt(),
                lines.stream()
                        .filter(line -> PUBLIC.contains(line.kind()))
                        .map(Views::step)
                        .toList(),
                photosForPublic(head.id(), closed));
    }

    List<Long> photosForPublic(long id, boolean closed) {
        return closed ? photos.ofCase(id) : photos.ofReport(id);
    }

    private static PublicView.Step step(Event line) {
        return new PublicView.Step(line.at(), line.kind(), WITH_REASON.contains(line.kind()) ? line.words() : "");
    }

    private static String lastFeedback(List<Event> lines) {
        return lines.reversed().stream()
                .filter(line -> line.kind() == EventKind.FED_BACK)
                .findFirst()
                .map(Event::words)
                .orElse("");
    }
}
