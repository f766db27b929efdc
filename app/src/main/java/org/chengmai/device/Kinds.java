package org.chengmai.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.KindFiles;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.chengmai.device.store.KindStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of the kinds: those that are shipped in {@code scenes/kinds/*.yaml}, those of the city's own in files of the same
 * form in {@code DATA/scenes/kinds}, and those that officers add.
 */
@Service
public class Kinds {

    private static final Logger LOG = LoggerFactory.getLogger(Kinds.class);

    private final KindStore store;
    private final Registry registry;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Path own;

    Kinds(
            KindStore store,
            Registry registry,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Audit audit,
            Settings settings) {
        this.store = store;
        this.registry = registry;
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
        this.own = settings.data().resolve("scenes").resolve("kinds");
        store.all().forEach(s -> registry.put(s.kind(), s.number()));
        load().forEach(fault -> LOG.warn("{}", fault.getMessage()));
    }

    /** Takes what is shipped, and in place of it what the city's own files say, unless an officer has changed it. */
    private List<Refusal> load() {
        List<Refusal> wrong = new ArrayList<>();
        Map<String, Kind> files = new LinkedHashMap<>();
        shipped().forEach(kind -> files.put(kind.id(), kind));
        KindFiles.own(own, wrong::add).forEach(kind -> files.put(kind.id(), kind));
        List<KindStore.Stored> stored = store.all();
        Map<String, KindStore.Stored> byId =
                stored.stream().collect(Collectors.toMap(s -> s.kind().id(), Function.identity()));
        for (Kind kind : files.values()) {
            KindStore.Stored before = byId.get(kind.id());
            if (before == null || before.shipped()) {
                transactions.executeWithoutResult(t -> keep(kind, true));
            }
        }
        return wrong;
    }

    /**
     * Reads the city's own files again; audited.
     *
     * @return what is wrong with those that are left out
     */
    public List<Refusal> reload(Actor actor) {
        actor.needs(Act.MANAGE_DEVICES, "");
        audit.record(actor, "kind.reload", "kinds", "");
        return load();
    }

    /** The kinds that come with the program, by file name. */
    public static List<Kind> shipped() {
        return KindFiles.shipped();
    }

    /** The kind of this id; refuses as not found. */
    public Kind get(String id) {
        return registry.words(id).kind();
    }

    public Optional<Kind> find(String id) {
        return Optional.ofNullable(registry.find(id)).map(Words::kind);
    }

    /** All kinds, by id. */
    public List<Kind> list() {
        return registry.kinds();
    }

    /** Adds a kind or changes it: channels are matched by name and keep their index, new ones are appended, none goes. */
    public void put(Actor actor, Kind kind) {
        actor.needs(Act.MANAGE_DEVICES, "");
        KindRules.check(kind);
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "kind.put", kind.id(), "");
            keep(kind, false);
        });
    }

    /** A small dense number of the kind, from 0, the same for ever. */
    public int number(String id) {
        return registry.words(id).number();
    }

    private synchronized void keep(Kind kind, boolean shipped) {
        Words before = registry.find(kind.id());
        int number = before == null ? store.nextNumber() : before.number();
        Kind merged = before == null
                ? numbered(kind, List.of())
                : numbered(kind, before.kind().channels());
        if (before != null && merged.equals(before.kind()) && shipped) {
            return;
        }
        store.put(merged, number, shipped);
        AfterCommit.run(() -> {
            registry.put(merged, number);
            events.publishEvent(new KindChanged(merged.id()));
        });
    }

    /** The kind with the channels it has always had first, each at its index, then the new ones. */
    private static Kind numbered(Kind kind, List<Channel> before) {
        List<Channel> channels = new ArrayList<>();
        for (Channel old : before) {
            channels.add(kind.channel(old.name()).map(c -> at(c, old.index())).orElse(old));
        }
        for (Channel channel : kind.channels()) {
            if (channels.stream().noneMatch(c -> c.name().equals(channel.name()))) {
                channels.add(at(channel, channels.size()));
            }
        }
        return kind.with(channels);
    }

    private static Channel at(Channel c, int index) {
        return new Channel(index, c.name(), c.label(), c.unit(), c.type(), c.min(), c.max());
    }
}
