package org.chengmai.device;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chengmai.device.model.Registry;
import org.chengmai.device.store.HitStore;
import org.springframework.stereotype.Service;

/** The door of what devices read that somebody looks for; committed together with the readings that came with it. */
@Service
public class Hits {

    private final Registry registry;
    private final HitStore store;

    Hits(Registry registry, HitStore store) {
        this.registry = registry;
        this.store = store;
    }

    /** Asks these from now on about everything that identifies. */
    public void ask(Identifiers identifiers) {
        registry.ask(identifiers);
    }

    /** Hits that are not noted yet, oldest first, some at a time. */
    public List<Hit> unnoted(int limit) {
        return store.unnoted(limit);
    }

    /** These are noted; in the transaction at hand. */
    public void noted(Collection<Long> ids) {
        store.noted(ids);
    }

    /** The newest hit of a device that is not older. */
    public Optional<Hit> latest(int device, Instant since) {
        return store.latest(device, since);
    }

    /** The newest hits of some entries. */
    public List<Hit> of(Collection<Long> entries, int limit) {
        return store.of(entries, limit);
    }
}
