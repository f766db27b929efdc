package org.chengmai.device;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.chengmai.device.intake.Pump;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Redaction;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * The door of the spots: what a camera says of one place in its picture, or of one thing there, counts for a device of its
 * own behind the camera, so that each has alarms, pictures and cases of its own. Such a device is called {@code CAM-7#3},
 * is entered when the camera first names the spot, is where the camera is, and has the camera's parameters.
 *
 * <p>A camera has {@link #MOST} at most. When all are taken, the one that was seen longest ago, {@link #IDLE_HOURS} at
 * least, becomes the new one: cameras number the things they follow without end. When there is none, and where a name holds a
 * plate, a telephone or an identity number, what was seen counts for the camera itself.
 */
@Service
public class Spots {

    /** Stands between a device's id and the number of its spot; no other id has it. */
    public static final char MARK = '#';

    /** Spots of one device. */
    public static final int MOST = 64;

    /** Channels of a kind that together name a spot. */
    public static final int MOST_CHANNELS = 2;

    /** How long a spot has not been seen before it may become another. */
    static final int IDLE_HOURS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Spots.class);
    private static final int LONGEST = 40;
    private static final String BETWEEN = " · ";

    private final Registry registry;
    private final LastValues last;
    private final Roll roll;
    private final Pump pump;
    private final InstantSource clock;

    Spots(Registry registry, LastValues last, Roll roll, Pump pump, InstantSource clock) {
        this.registry = registry;
        this.last = last;
        this.roll = roll;
        this.pump = pump;
        this.clock = clock;
        registry.spots(this::find);
    }

    /**
     * The device that stands for what the camera says of a spot: the camera itself where it names none.
     *
     * @param told what the camera says under the name of a channel; null for nothing
     */
    public Device of(Device camera, UnaryOperator<@Nullable String> told) {
        Words words = registry.find(camera.kind());
        String label =
                words == null ? "" : label(words.spots().stream().map(told).toList());
        return label.isEmpty() ? camera : registry.spot(camera, label);
    }

    /** The spots of a device, by number. */
    public List<Device> of(Device camera) {
        return registry.spotsOf(camera.id()).stream()
                .sorted(Comparator.comparingInt(Spots::number))
                .toList();
    }

    /** Which of its device's spots it is, from 1. */
    public static int number(Device spot) {
        return Integer.parseInt(spot.id().substring(spot.id().lastIndexOf(MARK) + 1));
    }

    /** What the spot is called within its device. */
    public static String label(Device camera, Device spot) {
        return spot.name()
                .substring(Math.min(prefix(camera).length(), spot.name().length()));
    }

    /** One name of what a message's channels say. */
    public static String label(List<? extends @Nullable String> parts) {
        StringBuilder label = new StringBuilder();
        for (String part : parts) {
            String said = part == null ? "" : part.strip();
            if (!said.isEmpty()) {
                label.append(label.isEmpty() ? "" : BETWEEN).append(said);
            }
        }
        return label.toString();
    }

    static String prefix(Device camera) {
        return (camera.name().isBlank() ? camera.id() : camera.name()) + BETWEEN;
    }

    /** Any thread; waits for the database where the spot is a new one. */
    private Device find(Device camera, String label) {
        String name = prefix(camera) + label;
        return known(camera, name).orElseGet(() -> fit(label) && !camera.isSpot() ? enter(camera, name) : camera);
    }

    private static boolean fit(String label) {
        return label.length() <= LONGEST && label.chars().noneMatch(Character::isISOControl) && Redaction.clean(label);
    }

    private Optional<Device> known(Device camera, String name) {
        return registry.spotsOf(camera.id()).stream()
                .filter(spot -> spot.name().equals(name))
                .findFirst();
    }

    private synchronized Device enter(Device camera, String name) {
        try {
            return known(camera, name).orElseGet(() -> pump.databaseGone() ? camera : entered(camera, name));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("What {} sees counts for itself, for its spot cannot be entered: {}", camera, e.getMessage());
            return camera;
        }
    }

    private Device entered(Device camera, String name) {
        List<Device> spots = of(camera);
        if (spots.size() < MOST) {
            return roll.spot(camera, camera.id() + MARK + (spots.size() + 1), name);
        }
        long idle = clock.millis() - TimeUnit.HOURS.toMillis(IDLE_HOURS);
        return spots.stream()
                .filter(spot -> last.seen(spot.no()) < idle)
                .min(Comparator.comparingLong(spot -> last.seen(spot.no())))
                .map(spot -> roll.spot(camera, spot.id(), name))
                .orElse(camera);
    }
}
