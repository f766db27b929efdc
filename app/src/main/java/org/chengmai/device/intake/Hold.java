package org.chengmai.device.intake;

import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What keeps a connection from being read while its device is beyond its limit. Lives on its event loop. */
final class Hold implements Runnable {

    private final EventLoop loop;
    private final InstantSource clock;
    private final Runnable after;
    private long untilMillis;
    private boolean on;

    /** @param after what to do when it ends */
    Hold(EventLoop loop, InstantSource clock, Runnable after) {
        this.loop = loop;
        this.clock = clock;
        this.after = after;
    }

    boolean on() {
        return on;
    }

    /** Holds until then at least. */
    void until(long millis) {
        untilMillis = Math.max(untilMillis, millis);
        if (!on) {
            on = true;
            waitForIt();
        }
    }

    private void waitForIt() {
        var due = loop.schedule(this, Math.max(1, untilMillis - clock.millis()), TimeUnit.MILLISECONDS);
        Objects.requireNonNull(due);
    }

    @Override
    public void run() {
        if (clock.millis() < untilMillis) {
            waitForIt();
        } else {
            on = false;
            after.run();
        }
    }
}
