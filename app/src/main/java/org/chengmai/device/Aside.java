package org.chengmai.device;

import java.util.List;
import org.chengmai.audit.Audit;
import org.chengmai.device.intake.HttpDoor;
import org.chengmai.device.model.Registry;
import org.chengmai.device.store.AsideStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The door of what was kept aside: readings that could not be taken as they came, with the reason. */
@Service
public class Aside {

    private static final int SIZE = 50;
    private static final int MOST_COUNTS = 100;
    private static final int MOST_RELEASED = 10_000;

    private final AsideStore store;
    private final Registry registry;
    private final HttpDoor door;
    private final Audit audit;

    Aside(AsideStore store, Registry registry, HttpDoor door, Audit audit) {
        this.store = store;
        this.registry = registry;
        this.door = door;
        this.audit = audit;
    }

    /** Lines within the actor's reach, newest first. */
    public Page<AsideLine> list(Actor actor, AsideFilter filter, int page) {
        var reach = actor.reach(Act.SEE_DEVICES);
        int number = Math.max(0, page);
        return new Page<>(store.list(reach, filter, SIZE, number * SIZE), number, SIZE, store.count(reach, filter));
    }

    /** The most frequent senders and reasons within the actor's reach, those included that were only counted. */
    public List<AsideStore.Count> counts(Actor actor) {
        return store.counts(actor.reach(Act.SEE_DEVICES), MOST_COUNTS);
    }

    /** Takes it in after all, as if it came now with the time it had; what still does not fit goes aside again. */
    public void release(Actor actor, long id) {
        AsideLine line = get(actor, id);
        audit.record(actor, "aside.release", line.device(), "line " + id);
        release(line);
    }

    private void release(AsideLine line) {
        Device device = registry.byId(line.device());
        if (!line.releasable() || device == null) {
            throw Refusal.conflict(
                    "aside.unreleasable",
                    "Expected to take line %d in, but it is %s of device '%s'."
                            .formatted(line.id(), line.reason(), line.device()),
                    line.id(),
                    line.reason(),
                    line.device());
        }
        door.again(device, line.payload(), line.topic(), line.at().toEpochMilli());
        store.remove(line.id());
    }

    /** Releases all that the filter shows and that can be released, oldest first; returns how many. */
    public int releaseAll(Actor actor, AsideFilter filter) {
        actor.needs(Act.MANAGE_DEVICES);
        List<AsideLine> lines = store.list(actor.reach(Act.MANAGE_DEVICES), filter, MOST_RELEASED, 0).stream()
                .filter(line -> line.releasable() && registry.byId(line.device()) != null)
                .toList();
        audit.record(actor, "aside.release", lines.size() + " lines", "");
        lines.reversed().forEach(this::release);
        return lines.size();
    }

    public void discard(Actor actor, long id) {
        AsideLine line = get(actor, id);
        audit.record(actor, "aside.discard", line.device(), "line " + id);
        store.remove(id);
    }

    /** Discards all that the filter shows; returns how many. */
    public int discardAll(Actor actor, AsideFilter filter) {
        actor.needs(Act.MANAGE_DEVICES);
        int n = store.removeAll(actor.reach(Act.MANAGE_DEVICES), filter);
        audit.record(actor, "aside.discard", n + " lines", "");
        return n;
    }

    private AsideLine get(Actor actor, long id) {
        actor.needs(Act.MANAGE_DEVICES);
        return store.find(actor.reach(Act.MANAGE_DEVICES), id)
                .orElseThrow(() -> Refusal.notFound(
                        "aside.unknown", "Expected line %d aside, but there is none.".formatted(id), id));
    }
}
