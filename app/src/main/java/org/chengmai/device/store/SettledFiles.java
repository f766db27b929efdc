package org.chengmai.device.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengmai.device.model.SettledFile;
import org.chengmai.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files of the settled hours: which there are, and how readings change from the log into them. What the table
 * {@code device.settled} does not name is no file of ours and is swept away; a reading changes its place in the one
 * transaction that names the file and drops the hours. Whoever reads both places does it in {@link #steady}, during which
 * nothing changes its place.
 */
@Repository
public class SettledFiles {

    static final String READINGS = ".parquet";
    static final String HOURS = ".hours.parquet";
    private static final String UNFINISHED = ".unfinished";
    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);
    private static final long TRY_MILLIS = 100;

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Path folder;
    private final ReentrantReadWriteLock places = new ReentrantReadWriteLock();
    private volatile List<SettledFile> files = List.of();
    private volatile boolean doubtful;

    SettledFiles(JdbcClient database, TransactionTemplate transactions, Settings settings) {
        this.database = database;
        this.transactions = transactions;
        String name = database.sql("select name from device.history_folder")
                .query(String.class)
                .single();
        this.folder = settings.data().toAbsolutePath().resolve("history").resolve(name);
        sweep();
        forgetExports();
        files.stream()
                .filter(f -> !Files.exists(readings(f)) || !Files.exists(hours(f)))
                .forEach(f -> LOG.error("Expected the settled readings {}, but the file is gone.", readings(f)));
    }

    /** What has settled, oldest first. */
    public List<SettledFile> list() {
        return files;
    }

    /** The readings of a file. */
    public Path readings(SettledFile file) {
        return folder.resolve(file.name() + READINGS);
    }

    /** What the readings of a file come to, by the hour. */
    public Path hours(SettledFile file) {
        return folder.resolve(file.name() + HOURS);
    }

    /** Where the engine puts what does not fit into memory. */
    Path spill() {
        return folder.resolve("spill");
    }

    /** Where files are made for people who take readings along. */
    Path exports() {
        return folder.resolve("exports");
    }

    /** A file that is no settled one yet; it is swept away unless it is {@link #finish finished} and named. */
    Path unfinished(String name) {
        return folder.resolve(name + UNFINISHED);
    }

    /** Runs something while no reading changes its place. */
    public <T> T steady(Supplier<T> task) {
        places.readLock().lock();
        try {
            if (doubtful) {
                files = noted();
                doubtful = false;
            }
            return task.get();
        } finally {
            places.readLock().unlock();
        }
    }

    /** Removes what was left unfinished by a crash, and files that others have replaced. Nobody may be writing one. */
    public void sweep() {
        try {
            files = noted();
            Files.createDirectories(folder);
            Set<Path> ours = files.stream()
                    .flatMap(f -> Stream.of(readings(f), hours(f)))
                    .collect(Collectors.toSet());
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    if (!ours.contains(file)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What nobody fetched before the last end. */
    private void forgetExports() {
        try (Stream<Path> left = Files.list(Files.createDirectories(exports()))) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<SettledFile> noted() {
        return database.sql("""
                        select name, first_hour, end_hour, rows, bytes, first_at as first_at_millis, last_at as last_at_millis
                        from device.settled order by first_hour, name
                        """).query(SettledFile.class).list();
    }

    /** Makes a written file last and gives it its name. */
    void finish(Path unfinished, Path name) throws IOException {
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, name, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** In one transaction the new files are named, the replaced ones are not any more, and the hours leave the log. */
    public void change(List<SettledFile> fresh, List<SettledFile> replaced, List<Long> hours) {
        lock();
        try {
            doubtful = true;
            transactions.executeWithoutResult(t -> note(fresh, replaced, hours));
            files = noted();
            doubtful = false;
        } finally {
            places.writeLock().unlock();
        }
        sweep();
    }

    private void note(List<SettledFile> fresh, List<SettledFile> replaced, List<Long> hours) {
        database.sql("set local lock_timeout = '2s'").update();
        for (long hour : hours) {
            database.sql("drop table " + Partitions.table(hour)).update();
            for (String table : List.of("device.hourly", "device.hourly_done")) {
                database.sql("delete from " + table + " where received_hour = :hour")
                        .param("hour", hour)
                        .update();
            }
        }
        replaced.forEach(f -> database.sql("delete from device.settled where name = :name")
                .param("name", f.name())
                .update());
        fresh.forEach(f -> database.sql("""
                        insert into device.settled (name, first_hour, end_hour, rows, bytes, first_at, last_at)
                        values (:name, :firstHour, :endHour, :rows, :bytes, :firstAtMillis, :lastAtMillis)
                        """).paramSource(f).update());
    }

    /** Waits for a moment without readers; tries for short, so that readers who come do not wait behind it. */
    private void lock() {
        try {
            while (!places.writeLock().tryLock(TRY_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.sleep(TRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the readers of the history", e);
        }
    }
}
