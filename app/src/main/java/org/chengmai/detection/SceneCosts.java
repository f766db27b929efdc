package org.chengmai.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.detection.model.SceneFault;
import org.chengmai.detection.model.SceneText;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kind;
import org.chengmai.device.Kinds;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleException;
import org.springframework.stereotype.Component;

/**
 * The door to what rules may come to take: how much memory for the devices that there are. What would not fit beside the rest
 * of the program is a fault of the scene's text, told before it is installed.
 */
@Component
public class SceneCosts {

    /** How often a channel is taken to be heard; a window keeps ten thousand readings at most in any case. */
    private static final double HEARD_PER_SECOND = 1;

    /** The part of the program's memory that one scene may take. */
    private static final int PART = 3;

    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;

    private final Kinds kinds;
    private final Devices devices;

    SceneCosts(Kinds kinds, Devices devices) {
        this.kinds = kinds;
        this.devices = devices;
    }

    /**
     * What one rule may come to take.
     *
     * @param rule its key
     * @param bytesPerDevice at most
     * @param devices how many it watches
     */
    public record Cost(String rule, long bytesPerDevice, long devices) {
        /** At most, for all devices. */
        public long bytes() {
            return bytesPerDevice * devices;
        }
    }

    /** What each rule of a scene may come to take, in the order of the text. */
    public List<Cost> of(Scene scene) {
        Map<String, Long> counts = new HashMap<>();
        devices.all().filter(Device::enabled).forEach(device -> counts.merge(device.kind(), 1L, Long::sum));
        List<Cost> costs = new ArrayList<>();
        for (Scene.Rule rule : scene.rules()) {
            long most = 0;
            long watched = 0;
            for (Kind kind : kinds.list()) {
                if (scene.kinds().contains(kind.id()) || scene.kinds().contains(Scene.EVERY_KIND)) {
                    long bytes = bytes(scene, rule, kind);
                    most = Math.max(most, bytes);
                    watched += bytes == 0 ? 0 : counts.getOrDefault(kind.id(), 0L);
                }
            }
            costs.add(new Cost(rule.key(), most, watched));
        }
        return costs;
    }

    /** 0 where the rule does not watch the kind because it has not its channels. */
    private static long bytes(Scene scene, Scene.Rule rule, Kind kind) {
        try {
            return RuleBook.mostBytes(RuleSet.spec(scene, rule, 0), new KindChannels(kind), HEARD_PER_SECOND);
        } catch (RuleException e) {
            return 0;
        }
    }

    /** The text as it was read, with a fault at each rule that would take too much. */
    SceneText affordable(SceneText read) {
        Scene scene = read.scene();
        if (scene == null) {
            return read;
        }
        long most = Runtime.getRuntime().maxMemory() / PART;
        List<SceneFault> faults = of(scene).stream()
                .filter(cost -> cost.bytes() > most)
                .map(cost -> fault(read, cost, most))
                .toList();
        return faults.isEmpty() ? read : new SceneText(read.file(), read.text(), null, faults);
    }

    private static SceneFault fault(SceneText read, Cost cost, long most) {
        String sentence = "Expected rule '%s' to keep at most %d MB, but %d devices with %d KB each come to %d MB."
                .formatted(cost.rule(), most / MEGA, cost.devices(), cost.bytesPerDevice() / KILO, cost.bytes() / MEGA);
        List<String> arguments = List.of(
                cost.rule(),
                String.valueOf(cost.bytesPerDevice() / KILO),
                String.valueOf(cost.devices()),
                String.valueOf(cost.bytes() / MEGA),
                String.valueOf(most / MEGA));
        return new SceneFault(read.file(), line(read.text(), cost.rule()), 1, "cost", sentence, arguments, null);
    }

    /** The line that names the rule. */
    private static int line(String text, String rule) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("\\s*-?\\s*key:\\s*" + rule + "\\s*(#.*)?")) {
                return i + 1;
            }
        }
        return 1;
    }
}
