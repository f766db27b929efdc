package org.chengmai.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop over rows that wait for something: it looks every so often, and at once when woken. Whatever an event or a crash
 * made it miss, it finds in the rows the next time; so its work must be such that doing it again changes nothing.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Duration pause;
    private final Duration pauseAfterFailure;
    private final Runnable work;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Thread thread;

    public Sweep(String name, Duration pause, Runnable work) {
        this(name, pause, pause, work);
    }

    /** @param pauseAfterFailure how long it rests after a round that failed, unless it is woken */
    public Sweep(String name, Duration pause, Duration pauseAfterFailure, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.pauseAfterFailure = pauseAfterFailure;
        this.work = work;
    }

    public synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Looks now, or once more when it is looking already. */
    public void wake() {
        woken.release();
    }

    public synchronized boolean isRunning() {
        return thread != null;
    }

    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration rest = pause;
            try {
                work.run();
            } catch (RuntimeException e) {
                rest = pauseAfterFailure;
                LOG.warn("Expected {} to finish its round; it looks again in {} ms.", name, rest.toMillis(), e);
            }
            try {
                if (woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
