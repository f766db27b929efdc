package org.chengmai.detection;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengmai.detection.store.AlarmFiles;
import org.chengmai.detection.store.AlarmTable;
import org.chengmai.device.Device;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door to alarms: what is wrong now, and what was. Nobody changes an alarm by hand; readings do. */
@Service
public class Alarms {

    private final AlarmTable table;
    private final AlarmFiles files;
    private final Scenes scenes;
    private final EngineFeed feed;

    Alarms(AlarmTable table, AlarmFiles files, Scenes scenes, EngineFeed feed) {
        this.table = table;
        this.files = files;
        this.scenes = scenes;
        this.feed = feed;
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

    /** One alarm with all that is known of it; refuses as not found. */
    public AlarmFile get(Actor actor, long id) {
        AlarmFile.History history = files.find(actor.reach(Act.SEE_DEVICES), id)
                .orElseThrow(() ->
                        Refusal.notFound("alarm.unknown", "Expected alarm %d, but there is none.".formatted(id), id));
        Device device = feed.device(history.device());
        Scene scene = scenes.find(history.line().scene()).orElse(null);
        Map<String, Double> numbers = new HashMap<>();
        if (scene != null) {
            scene.parameters().forEach(p -> numbers.put(p.name(), p.value()));
        }
        numbers.putAll(feed.parameters(device));
        return new AlarmFile(history.line(), device, scene, numbers, history);
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
