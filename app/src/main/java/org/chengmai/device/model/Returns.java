package org.chengmai.device.model;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.device.Device;
import org.springframework.stereotype.Component;

/** Devices that were heard again after having been silent, until somebody writes them down. Told by the pump thread. */
@Component
public final class Returns {

    /** A device was heard again. */
    public record Return(int device, long atMillis) {}

    private static final int MOST = 100_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Registry registry;
    private List<Return> noted = new ArrayList<>();

    Returns(Registry registry) {
        this.registry = registry;
    }

    /** A device that was heard at {@code before} is heard at {@code now}; noted when it counted as silent between. */
    void heard(int no, long before, long now) {
        Device device = registry.byNo(no);
        Words words = device == null ? null : registry.find(device.kind());
        if (words != null && now - before > words.kind().silentMinutes() * MINUTE_MILLIS) {
            note(new Return(no, now));
        }
    }

    private synchronized void note(Return heard) {
        if (noted.size() < MOST) {
            noted.add(heard);
        }
    }

    /** What came since the last call. */
    public synchronized List<Return> take() {
        List<Return> taken = noted;
        noted = new ArrayList<>();
        return taken;
    }
}
