package org.chengmai.cases.web;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Imports on their way, one at a time for a person. They live in memory: after a restart the rows that are in stay in, and
 * the same file can be sent again.
 */
@Component
class ImportJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
    private static final int KEPT = 50;

    /** One import, written by its own thread and read by the page. */
    static final class Job {
        private final long id;
        private final long account;
        private final long size;
        private final AtomicLong read = new AtomicLong();
        private volatile int rows;
        private volatile @Nullable ImportReport report;
        private volatile @Nullable Refusal refusal;
        private volatile boolean over;

        Job(long id, long account, long size) {
            this.id = id;
            this.account = account;
            this.size = size;
        }

        public long id() {
            return id;
        }

        public int rows() {
            return rows;
        }

        /** 0 to 100, by how much of the file was read. */
        public int percent() {
            return over ? 100 : (int) Math.min(99, 100 * read.get() / Math.max(1, size));
        }

        public @Nullable ImportReport report() {
            return report;
        }

        public @Nullable Refusal refusal() {
            return refusal;
        }

        public boolean over() {
            return over;
        }
    }

    private final Cases cases;
    private final Map<Long, Job> jobs = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(1);

    ImportJobs(Cases cases) {
        this.cases = cases;
    }

    /** @throws Refusal while another import of the same person is on its way */
    synchronized Job start(Actor actor, Reader csv, long size, ReportColumns columns) {
        boolean busy = jobs.values().stream().anyMatch(job -> job.account == actor.account() && !job.over);
        if (busy) {
            throw Refusal.conflict("import.busy", "Expected to begin an import, but one of yours is running already.");
        }
        Job job = new Job(next.getAndIncrement(), actor.account(), size);
        jobs.put(job.id, job);
        jobs.keySet().removeIf(id -> id <= job.id - KEPT);
        Thread.ofVirtual().name("import-" + job.id).start(() -> run(job, actor, csv, columns));
        return job;
    }

    /** The person's own import. */
    Job get(Actor actor, long id) {
        Job job = jobs.get(id);
        if (job == null || job.account != actor.account()) {
            throw Refusal.notFound("import.none", "Expected an import %d of yours, but there is none.".formatted(id));
        }
        return job;
    }

    private void run(Job job, Actor actor, Reader csv, ReportColumns columns) {
        try (Reader measured = new Measured(csv, job.read)) {
            job.report = cases.importReports(actor, measured, columns, rows -> job.rows = rows);
        } catch (Refusal refusal) {
            job.refusal = refusal;
        } catch (IOException | RuntimeException e) {
            LOG.error("Expected to finish import {}, but it stopped after {} rows.", job.id, job.rows, e);
            job.refusal = Refusal.busy("import.stopped", "Expected to finish the import, but it stopped.");
        } finally {
            job.over = true;
        }
    }

    /** Counts the characters that went through. */
    private static final class Measured extends java.io.FilterReader {
        private final AtomicLong read;

        Measured(Reader in, AtomicLong read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read(char[] buffer, int from, int most) throws IOException {
            int got = super.read(buffer, from, most);
            read.addAndGet(Math.max(0, got));
            return got;
        }
    }
}
