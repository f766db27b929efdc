package org.chengmai.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody who opens the same pages again and again, a few a second, and takes the time of each. A thread of its own. */
final class Visitor implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Officer officer;
    private final String[] pages;
    private final Durations durations = new Durations();
    private final Thread thread = Thread.ofPlatform().name("visitor").unstarted(this::visit);
    private volatile boolean going = true;

    Visitor(Officer officer, String... pages) {
        this.officer = officer;
        this.pages = pages;
    }

    /** Opens each page so many times first, so that the first visit of all is not counted; then starts. */
    Visitor start(int before) {
        for (int i = 0; i < before; i++) {
            for (String page : pages) {
                officer.time(page);
            }
        }
        thread.start();
        return this;
    }

    private void visit() {
        while (going) {
            for (String page : pages) {
                durations.add(officer.time(page));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Ends and gives how long the pages took. */
    Durations end() {
        close();
        return durations;
    }

    @Override
    public void close() {
        going = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
