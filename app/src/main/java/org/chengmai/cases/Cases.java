package org.chengmai.cases;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
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
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door of cases: whoever notices, reports; people carry the case to its end. */
@Service
public class Cases {

    /** Opens a case, or finds the one that was opened for the same source and reference. */
    public long report(Report report) {
        throw new UnsupportedOperationException();
    }

    public CaseFile get(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    public Optional<CaseFile> bySource(String source, String ref) {
        throw new UnsupportedOperationException();
    }

    public CasePage list(Actor actor, Filter filter, @Nullable String after) {
        throw new UnsupportedOperationException();
    }

    public List<Event> history(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    public List<Similar> similar(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    public CaseFile act(Actor actor, long id, int version, Command command) {
        throw new UnsupportedOperationException();
    }

    /** A note by the city, once a key: an alarm cleared, a reading was updated. */
    public void observe(long id, String key, String words) {
        throw new UnsupportedOperationException();
    }

    public Reporter reporter(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    public Photo photo(Actor actor, long id, long photo, boolean small) {
        throw new UnsupportedOperationException();
    }

    public PublicView followed(String code) {
        throw new UnsupportedOperationException();
    }

    public Photo followedPhoto(String code, long photo, boolean small) {
        throw new UnsupportedOperationException();
    }

    public void rate(String code, int stars, String words) {
        throw new UnsupportedOperationException();
    }

    public Counts counts(Reach reach) {
        throw new UnsupportedOperationException();
    }

    /** Automatic cases that no unit has yet, oldest first. */
    public List<CaseFile> waitingForPlan() {
        throw new UnsupportedOperationException();
    }

    /** Cases given to a unit before then that nobody of it has taken, longest waiting first. */
    public List<CaseFile> untaken(java.time.Instant givenBefore) {
        throw new UnsupportedOperationException();
    }

    public ImportReport importReports(Actor actor, Reader csv, ReportColumns columns, IntConsumer progress) {
        throw new UnsupportedOperationException();
    }
}
