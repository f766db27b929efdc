package org.chengmai.device;

import java.io.File;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.chengmai.device.model.SettlePlan;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.HistorySettings;
import org.chengmai.device.store.Partitions;
import org.chengmai.device.store.SettledFiles;
import org.chengmai.device.store.SettledWriter;
import org.chengmai.kernel.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How closed hours of the log settle into files, one plan after another: write a file, make it last, then change the place of
 * its readings in one transaction. Whatever ends it before that leaves the log as it was.
 */
@Component
class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final long HOUR_MILLIS = 3_600_000;

    /** An hour counts as closed when this much of the next one has passed. */
    private static final long CLOSING_MILLIS = 2 * 60_000;

    /** How often what is too old is looked for. */
    private static final long REMOVAL_MILLIS = 6 * HOUR_MILLIS;

    private final Partitions partitions;
    private final SettledFiles files;
    private final SettledWriter writer;
    private final HistorySettings settings;
    private final Retention retention;
    private final File disk;
    private final InstantSource clock;
    private long nextRemoval;

    Settling(
            Partitions partitions,
            SettledFiles files,
            SettledWriter writer,
            HistorySettings settings,
            Retention retention,
            Settings installation,
            InstantSource clock) {
        this.partitions = partitions;
        this.files = files;
        this.writer = writer;
        this.settings = settings;
        this.retention = retention;
        this.disk = installation.data().toAbsolutePath().toFile();
        this.clock = clock;
    }

    int pauseSeconds() {
        return settings.pauseSeconds();
    }

    /** Hours before this one are closed: nothing arrives in them any more. */
    long closedHour() {
        return (clock.millis() - CLOSING_MILLIS) / HOUR_MILLIS;
    }

    /** Has the files ready for the first who asks. */
    void open() {
        if (!files.list().isEmpty()) {
            writer.open();
        }
    }

    /** Settles whatever may settle now; ends early when its thread is interrupted. */
    synchronized void settle() {
        files.sweep();
        Optional<SettlePlan> plan = plan();
        while (plan.isPresent() && !Thread.currentThread().isInterrupted()) {
            carryOut(plan.get());
            plan = plan();
        }
        if (clock.millis() >= nextRemoval) {
            nextRemoval = clock.millis() + REMOVAL_MILLIS;
            retention.removeOld();
        }
    }

    private Optional<SettlePlan> plan() {
        long closed = closedHour();
        long old = closed - settings.keepHours();
        NavigableMap<Long, Long> log = partitions.closedBefore(closed);
        if (disk.getUsableSpace() < settings.leastFree().toBytes()) {
            Optional<SettlePlan> pressed = SettlePlan.next(log, files.list(), closed, true);
            if (pressed.isPresent()) {
                return pressed;
            }
        }
        return SettlePlan.next(log, files.list(), Math.min(old, closed), false);
    }

    private void carryOut(SettlePlan plan) {
        long began = System.nanoTime();
        @Nullable SettledFile file = writer.write(plan.hours(), plan.merged());
        files.change(file == null ? List.of() : List.of(file), plan.merged(), plan.hours());
        if (file != null) {
            LOG.info(
                    "Settled {} hours and {} files into {}: {} readings, {} bytes each, in {} ms.",
                    plan.hours().size(),
                    plan.merged().size(),
                    file.name(),
                    file.rows(),
                    "%.2f".formatted((double) file.bytes() / file.rows()),
                    (System.nanoTime() - began) / 1_000_000);
        }
    }
}
