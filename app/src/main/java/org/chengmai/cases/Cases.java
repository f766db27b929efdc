package org.chengmai.cases;

import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.chengmai.audit.Audit;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CasePage;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Counts;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Photo;
import org.chengmai.cases.model.PublicView;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Similar;
import org.chengmai.cases.model.Status;
import org.chengmai.cases.store.CaseCounts;
import org.chengmai.cases.store.CaseHead;
import org.chengmai.cases.store.CaseRows;
import org.chengmai.cases.store.CaseRows.Stored;
import org.chengmai.cases.store.CaseSearch;
import org.chengmai.cases.store.HistoryRows;
import org.chengmai.cases.store.PhotoRows;
import org.chengmai.cases.store.ReporterRows;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The door of cases: whoever notices, reports; people carry the case to its end; whoever wants to know, asks or listens to
 * {@link CaseReported}, {@link CaseChanged} and {@link CaseClosed}, published within the transaction.
 *
 * <p>Every method with an {@link Actor} is bounded by that actor's reach: a case beyond it is as unknown as one that does
 * not exist. Every refusal is a {@link Refusal}.
 */
@Service
public class Cases {

    private static final int MOST_WAITING = 500;

    private final Reception reception;
    private final Flow flow;
    private final ReportImport reportImport;
    private final Views views;
    private final CaseRows rows;
    private final CaseSearch search;
    private final CaseCounts counts;
    private final HistoryRows history;
    private final PhotoRows photos;
    private final ReporterRows reporters;
    private final Audit audit;
    private final InstantSource clock;

    Cases(
            Reception reception,
            Flow flow,
            ReportImport reportImport,
            Views views,
            CaseRows rows,
            CaseSearch search,
            CaseCounts counts,
            HistoryRows history,
            PhotoRows photos,
            ReporterRows reporters,
            Audit audit,
            InstantSource clock) {
        this.reception = reception;
        this.flow = flow;
        this.reportImport = reportImport;
        this.views = views;
        this.rows = rows;
        this.search = search;
        this.counts = counts;
        this.history = history;
        this.photos = photos;
        this.reporters = reporters;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens a case, in the caller's transaction if there is one; the same source and reference again is the same case. An
     * automatic one is accepted and registered by the city at once and waits for the plan.
     *
     * @return number of the case
     */
    public long report(Report report) {
        return reception.take(byNobody(report), report, null);
    }

    /** Opens a case that a signed-in person noticed. Everybody who may report may do so anywhere. */
    public long report(Actor actor, Report report) {
        actor.needs(Act.REPORT_CASE);
        return reception.take(actor, report, null);
    }

    private static Actor byNobody(Report report) {
        return report.source().equals("portal") ? Actor.PUBLIC : Actor.CITY;
    }

    public CaseFile get(Actor actor, long id) {
        return views.file(seen(actor, id));
    }

    public Optional<CaseFile> bySource(String source, String ref) {
        return rows.idOf(source, ref).flatMap(rows::find).map(views::file);
    }

    /** @param after {@link CasePage#next()} of the page before; null for the first */
    public CasePage list(Actor actor, Filter filter, @Nullable String after) {
        return search.list(Sight.of(actor), filter, after);
    }

    /** Everything that ever happened to the case, first to last. */
    public List<Event> history(Actor actor, long id) {
        seen(actor, id);
        return history.list(id);
    }

    /** Cases within reach that may tell of the same trouble, nearest first; none for a case without a point. */
    public List<Similar> similar(Actor actor, long id) {
        Stored stored = seen(actor, id);
        CaseHead head = stored.head();
        if (head.point() == null) {
            return List.of();
        }
        Instant at = stored.state().times().reportedAt();
        return search.similar(Sight.of(actor), id, stored.state().terms().matter(), head.point(), at);
    }

    /**
     * Does something with the case.
     *
     * @param version {@link CaseFile#version()} of what the actor saw; a note is taken at any version
     * @return the case as it is then
     * @throws Refusal {@code case.changed} when somebody was faster, with who and what; {@code case.step} when the case is
     *     not where the command needs it; forbidden when it is not the actor's to do
     */
    public CaseFile act(Actor actor, long id, int version, Command command) {
        flow.act(actor, id, version, command);
        return views.file(rows.find(id).orElseThrow(() -> Flow.unknown(id)));
    }

    /**
     * Adds a line by the city: an alarm cleared, a reading went on. The same words under the same key are written once.
     *
     * @param key what the observer calls it, its own within the case
     */
    public void observe(long id, String key, Bilingual words) {
        flow.observe(id, key, words);
    }

    /** Who reported, unmasked; needs {@link Act#SEE_PERSONAL} there, and looking is noted in the audit. */
    public Reporter reporter(Actor actor, long id) {
        String place = seen(actor, id).state().terms().place();
        if (!actor.may(Act.SEE_PERSONAL, place)) {
            audit.recordRefused(actor, "see.personal", "C-" + id, "reporter");
            actor.needs(Act.SEE_PERSONAL, place);
        }
        audit.record(actor, "see.personal", "C-" + id, "reporter");
        return reporters.find(id).orElse(new Reporter("", ""));
    }

    /** @param small the thumbnail rather than the picture */
    public Photo photo(Actor actor, long id, long photo, boolean small) {
        seen(actor, id);
        return photos.find(id, photo, small).orElseThrow(() -> noPhoto(photo));
    }

    /** A case as its reporter follows it. */
    public PublicView followed(String code) {
        return views.forPublic(coded(code));
    }

    /** A photo of {@link PublicView#photos()}. */
    public Photo followedPhoto(String code, long photo, boolean small) {
        Stored stored = coded(code);
        long id = stored.head().id();
        boolean closed = stored.state().status() == Status.CLOSED;
        if (!views.photosForPublic(id, closed).contains(photo)) {
            throw noPhoto(photo);
        }
        return photos.find(id, photo, small).orElseThrow(() -> noPhoto(photo));
    }

    /** The reporter says how it went: 1 to 5 stars, once, after closing. */
    public void rate(String code, int stars, String words) {
        flow.actByCode(coded(code).head().id(), new Command.Rate(stars, words));
    }

    /** The reporter adds something, for instance because the case came back for more. */
    public void answer(String code, String words) {
        flow.actByCode(coded(code).head().id(), new Command.Note(words));
    }

    public Counts counts(Reach reach) {
        Instant midnight = CityTime.of(clock.instant())
                .toLocalDate()
                .atStartOfDay(CityTime.ZONE)
                .toInstant();
        return counts.count(reach, midnight);
    }

    /** Automatic cases that no unit ever had, oldest first, at most 500. */
    public List<CaseFile> waitingForPlan() {
        return rows.waitingForPlan(MOST_WAITING).stream().map(views::file).toList();
    }

    /** Cases given to a unit before then that nobody of it has taken, longest waiting first, at most 500. */
    public List<CaseFile> untaken(Instant givenBefore) {
        return rows.untaken(givenBefore, MOST_WAITING).stream().map(views::file).toList();
    }

    /**
     * Makes a case of every row of a CSV file. A row that was taken before stays the case it is.
     *
     * @param progress told the number of rows after each one
     */
    public ImportReport importReports(Actor actor, Reader csv, ReportColumns columns, IntConsumer progress) {
        return reportImport.read(actor, csv, columns, progress);
    }

    private Stored seen(Actor actor, long id) {
        Stored stored = rows.find(id).orElseThrow(() -> Flow.unknown(id));
        if (!Sight.covers(actor, stored.state())) {
            audit.recordRefused(actor, "case.see", "C-" + id, "beyond reach");
            throw Flow.unknown(id);
        }
        return stored;
    }

    private Stored coded(String code) {
        return rows.idOf(code)
                .flatMap(rows::find)
                .orElseThrow(() -> Refusal.notFound(
                        "case.code", "Expected a case with the code '%s', but there is none.".formatted(code), code));
    }

    private static Refusal noPhoto(long photo) {
        return Refusal.notFound("photo.unknown", "Expected a photo %d, but there is none.".formatted(photo), photo);
    }
}
