package org.chengmai.device.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.chengmai.device.Device;
import org.chengmai.device.Identifiers;
import org.chengmai.device.Kind;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every device and kind, in memory: by number, id and token. Filled at start, changed after commits, read from any thread
 * without locks. About 300 bytes a device.
 */
@Component
public final class Registry {

    private final TextIndex byId = new TextIndex(Device::id, this::byNo);
    private final TextIndex byToken = new TextIndex(Device::token, this::byNo);
    private final Map<String, String> shared = new ConcurrentHashMap<>();
    private final Map<String, Words> kinds = new ConcurrentHashMap<>();
    private volatile @Nullable Device[] byNo = new Device[1024];
    private volatile int size;
    private final Catalogue.Draft draft = new Catalogue.Draft();
    private final Texts texts = new Texts(this::byNo);
    private volatile @Nullable Catalogue catalogue;
    private volatile Identifiers identifiers = (device, text) -> 0;
    private volatile BiFunction<Device, String, Device> spots = (device, label) -> device;
    private final Map<String, List<Integer>> spotsById = new ConcurrentHashMap<>();
    private volatile Runnable revoked = () -> {};

    /** Asks these about everything that identifies. */
    public void ask(Identifiers others) {
        identifiers = others;
    }

    /** Number of the entry that wants what the device has read, 0 for none. */
    public long wanted(Device device, String text) {
        return identifiers.wanted(device, text);
    }

    /** Asks these for the device that stands for a spot of another. */
    public void spots(BiFunction<Device, String, Device> others) {
        spots = others;
    }

    /** The device that stands for what another says of one of its spots; the other itself where there is none. */
    public Device spot(Device device, String label) {
        return spots.apply(device, label);
    }

    /** The spots of the device of this id, in no order. */
    public List<Device> spotsOf(String id) {
        List<Integer> numbers = spotsById.get(id);
        return numbers == null
                ? List.of()
                : numbers.stream().map(this::byNo).filter(Objects::nonNull).toList();
    }

    /** Whether any device has spots. */
    public boolean hasSpots() {
        return !spotsById.isEmpty();
    }

    /** Puts a kind in, new or changed, under its number. */
    public void put(Kind kind, int number) {
        kinds.put(kind.id(), new Words(kind, number));
    }

    /** Has this called after every change by which a token stopped working. */
    public void whenRevoked(Runnable told) {
        revoked = told;
    }

    /** Puts devices in, new or changed. */
    public void put(Collection<Device> devices) {
        if (putAll(devices)) {
            revoked.run();
        }
    }

    private synchronized boolean putAll(Collection<Device> devices) {
        boolean lost = false;
        for (Device device : devices) {
            lost |= put(sharing(device));
        }
        catalogue = null;
        return lost;
    }

    /** Returns whether a token stopped working. */
    private boolean put(Device device) {
        if (device.no() >= byNo.length) {
            byNo = Arrays.copyOf(byNo, Math.max(device.no() + 1, byNo.length * 2));
        }
        Device before = byNo[device.no()];
        byNo[device.no()] = device;
        size = Math.max(size, device.no() + 1);
        draft.put(device, before == null);
        texts.changed(device.no());
        boolean hasOtherToken = before == null || !before.token().equals(device.token());
        if (before == null) {
            byId.put(device);
        }
        if (before == null && device.isSpot()) {
            spotsById
                    .computeIfAbsent(Objects.requireNonNull(device.gateway()), none -> new CopyOnWriteArrayList<>())
                    .add(device.no());
        }
        if (hasOtherToken) {
            byToken.put(device);
        }
        return before != null && (hasOtherToken || (before.enabled() && !device.enabled()));
    }

    /** The same device with strings that many devices share held once. */
    private Device sharing(Device d) {
        String place = shared.computeIfAbsent(d.place(), p -> p);
        Words words = kinds.get(d.kind());
        String kind = words == null ? d.kind() : words.kind().id();
        String gateway = d.gateway() == null ? null : shared.computeIfAbsent(d.gateway(), g -> g);
        return d.sharing(kind, place, gateway);
    }

    public @Nullable Device byId(String id) {
        return byId.find(id);
    }

    public @Nullable Device byToken(String token) {
        return byToken.find(token);
    }

    public @Nullable Device byNo(int no) {
        @Nullable Device[] devices = byNo;
        return no >= 0 && no < devices.length ? devices[no] : null;
    }

    /** One more than the highest number in use. */
    public int size() {
        return size;
    }

    /** Every device, by number: in the order in which they lie in memory, which a million of them feel. */
    public Stream<Device> all() {
        @Nullable Device[] devices = byNo;
        return Arrays.stream(devices, 0, Math.min(size, devices.length)).filter(Objects::nonNull);
    }

    /** The roll as pages ask it, as of now. */
    public Catalogue catalogue() {
        Catalogue made = catalogue;
        return made == null ? makeCatalogue() : made;
    }

    private synchronized Catalogue makeCatalogue() {
        Catalogue made = catalogue;
        if (made == null) {
            made = draft.catalogue(this::byNo);
            catalogue = made;
        }
        return made;
    }

    /** Those of the devices whose id or name holds the words. */
    public BitSet search(BitSet devices, String words) {
        return texts.search(devices, words);
    }

    public @Nullable Words find(String kind) {
        return kinds.get(kind);
    }

    /** The words of a kind that must be there; refuses as not found. */
    public Words words(String kind) {
        Words words = kinds.get(kind);
        if (words == null) {
            throw Refusal.notFound(
                    "kind.unknown", "Expected a kind of device '%s', but there is none.".formatted(kind), kind);
        }
        return words;
    }

    public List<Kind> kinds() {
        return kinds.values().stream()
                .map(Words::kind)
                .sorted(java.util.Comparator.comparing(Kind::id))
                .toList();
    }
}
