package org.chengmai.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.detection.store.AlarmTable;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Service;

/** The door to alarms: what is wrong now, and what was. Nobody changes an alarm by hand; readings do. */
@Service
public class Alarms {

    private final AlarmTable table;

    Alarms(AlarmTable table) {
        this.table = table;
    }

    /**
     * Alarms as far as the actor's right to see devices goes, active ones first, newest first.
     *
     * @param page from 0
     */
    public Page<AlarmLine> list(Actor actor, AlarmFilter filter, int page) {
        actor.needs(Act.SEE_DEVICES);
        return table.list(actor.reach(Act.SEE_DEVICES), filter, page);
    }

    /** One alarm, if there is one that the actor may see. */
    public Optional<AlarmLine> find(Actor actor, long id) {
        return table.find(actor.reach(Act.SEE_DEVICES), id);
    }

    /** Every active alarm within reach, newest first; at most 5,000. */
    public List<AlarmLine> active(Reach reach) {
        return table.active(reach);
    }

    /** The newest alarms within reach, active or not, at most {@code limit}. */
    public List<AlarmLine> newest(Reach reach, int limit) {
        return table.newest(reach, limit);
    }

    /** Alarms that one case carries, newest first. For whoever may see the case. */
    public List<AlarmLine> ofCase(long caseId) {
        return table.ofCase(caseId);
    }

    /** Active alarms within reach, counted per scene and street. */
    public AlarmCounts counts(Reach reach) {
        return table.counts(reach);
    }

    /** Scene id → alarms within reach raised since then, active or not. */
    public Map<String, Long> raisedSince(Reach reach, Instant since) {
        return table.raisedSince(reach, since);
    }
}
