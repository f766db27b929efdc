package org.chengmai.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.detection.store.AlarmLog;
import org.chengmai.detection.store.Suppressions;
import org.chengmai.detection.store.Suppressions.Held;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Maintenance;
import org.chengmai.device.MaintenanceWindow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Why an alarm is kept from people: its device is maintained, or an alarm above it says more. Asked when an alarm is raised,
 * and again at each sweep: what outlasts its reason is brought up, after a window at once, after an alarm above it when
 * {@link #GRACE} is over, in which the device may come to itself again.
 */
@Component
class Suppression implements Transitions.Reasons {

    /** How long an alarm waits after the one above it has ended. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private final Suppressions store;
    private final Maintenance maintenance;
    private final Devices devices;
    private final Scenes scenes;
    private final InstantSource clock;

    Suppression(Suppressions store, Maintenance maintenance, Devices devices, Scenes scenes, InstantSource clock) {
        this.store = store;
        this.maintenance = maintenance;
        this.devices = devices;
        this.scenes = scenes;
        this.clock = clock;
    }

    /** The window that runs over the device now or ran when the alarm was raised. */
    @Override
    public @Nullable Long window(Device device, long raisedMillis) {
        return maintenance
                .now(device)
                .or(() -> maintenance.at(device, Instant.ofEpochMilli(raisedMillis)))
                .map(MaintenanceWindow::id)
                .orElse(null);
    }

    /** Where an alarm above one of this rule would stand: at the device itself, or at its gateway. */
    @Override
    public List<AlarmLog.Key> parents(Scene.Rule rule, Device device) {
        if (rule.under().isEmpty()) {
            return List.of();
        }
        List<Integer> places = new ArrayList<>(List.of(device.no()));
        String gateway = device.gateway();
        if (gateway != null) {
            devices.find(gateway).map(Device::no).ifPresent(places::add);
        }
        return rule.under().stream()
                .flatMap(above -> places.stream().map(no -> new AlarmLog.Key(no, above.scene(), above.rule())))
                .toList();
    }

    /** Looks again at every alarm that is kept from people, and gives those that are to be told now. */
    List<Long> sweep() {
        List<Held> held = store.held();
        if (held.isEmpty()) {
            return List.of();
        }
        Map<Long, List<AlarmLog.Key>> above = new HashMap<>();
        held.forEach(h -> above.put(h.id(), parents(h)));
        Map<Long, Long> parents = store.parents(above);
        Instant now = clock.instant();
        List<Long> over = new ArrayList<>();
        for (Held one : held) {
            if (isOver(one, parents.get(one.id()), now)) {
                over.add(one.id());
            }
        }
        return over.isEmpty() ? List.of() : store.bring(over, now);
    }

    private List<AlarmLog.Key> parents(Held held) {
        Device device = devices.get(held.key().device());
        return scenes.find(held.key().scene()).stream()
                .flatMap(scene -> scene.rules().stream())
                .filter(rule -> rule.key().equals(held.key().rule()))
                .flatMap(rule -> parents(rule, device).stream())
                .toList();
    }

    /** Whether no reason is left, the grace included; writes down a reason that has changed. */
    private boolean isOver(Held held, @Nullable Long parent, Instant now) {
        Long window = maintenance
                .at(devices.get(held.key().device()), now)
                .map(MaintenanceWindow::id)
                .orElse(null);
        if (window != null || parent != null) {
            boolean known = (window == null || window.equals(held.window()))
                    && (parent == null || parent.equals(held.under()))
                    && held.releaseAfter() == null;
            if (!known) {
                store.keep(held.id(), window, parent, null);
            }
            return false;
        }
        if (held.under() != null && held.releaseAfter() == null) {
            store.keep(held.id(), null, null, now.plus(GRACE));
            return false;
        }
        return held.releaseAfter() == null
                || !Objects.requireNonNull(held.releaseAfter()).isAfter(now);
    }
}
