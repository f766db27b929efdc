package org.chengmai.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills the program or its database at random moments of a run, each about as often, and tells so. */
final class Kills {

    private final Instance instance;
    private final Random random = new Random();
    private final long[] moments;
    private int done;

    /** One kill in every equal part of the run, not in the last tenth of it. */
    Kills(int kills, int seconds, Instance instance) {
        this.instance = instance;
        this.moments = new long[kills];
        double part = 0.9 * TimeUnit.SECONDS.toNanos(seconds) / Math.max(1, kills);
        for (int i = 0; i < kills; i++) {
            moments[i] = (long) ((i + random.nextDouble()) * part);
        }
    }

    /** Strikes when it is time; returns when the program is ready again. */
    void strike(long nanosSinceStart) {
        if (done == moments.length || nanosSinceStart < moments[done]) {
            return;
        }
        boolean database = random.nextBoolean();
        done++;
        long start = System.nanoTime();
        if (database) {
            instance.killDatabase();
        } else {
            instance.killAndStartAgain();
        }
        System.out.printf(
                "kill %d of %d: %s, %s%n",
                done,
                moments.length,
                database ? "the database" : "the program",
                database
                        ? "it comes back by itself"
                        : "ready again after %.1f s".formatted((System.nanoTime() - start) / 1e9));
    }
}
