package org.chengmai;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import org.chengmai.kernel.Postgres;

/** Examines whether a city could run here with these options: JDK, ports, disk, database, clock. Leaves only PostgreSQL's unpacked programs behind. */
final class Doctor {

    private static final long DISK_WANTED_BYTES = 5L << 30;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
    private static final int OLDEST_SERVER = 15;

    private final CommandLine line;
    private boolean healthy = true;

    Doctor(CommandLine line) {
        this.line = line;
    }

    /** Prints one line an organ; true when all are well. */
    boolean examine(PrintStream out) {
        tell(out, "JDK", Runtime.version().feature() >= 25, Runtime.version() + ", wanted 25 or newer");
        port(out, "web port", line.get("server.port", "8080"));
        port(out, "MQTT port", line.get("chengmai.mqtt.port", "1883"));
        disk(out);
        database(out);
        return healthy;
    }

    private void tell(PrintStream out, String organ, boolean well, String finding) {
        healthy &= well;
        out.printf("%-4s %-12s %s%n", well ? "ok" : "ILL", organ, finding);
    }

    private void port(PrintStream out, String organ, String value) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(Integer.parseInt(value)));
            tell(out, organ, true, value + " is free");
        } catch (NumberFormatException e) {
            tell(out, organ, false, "Expected a number from 0 to 65535, but got '" + value + "'.");
        } catch (IOException | IllegalArgumentException e) {
            tell(out, organ, false, "Expected to listen on %s, but: %s".formatted(value, e.getMessage()));
        }
    }

    private Path data() {
        return Path.of(line.get("chengmai.data", "data")).toAbsolutePath();
    }

    private void disk(PrintStream out) {
        Path existing = data();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            boolean well = free >= DISK_WANTED_BYTES && Files.isWritable(existing);
            tell(
                    out,
                    "disk",
                    well,
                    "%s: %,d MB free, %s"
                            .formatted(
                                    data(),
                                    free >> 20,
                                    Files.isWritable(existing) ? "writable" : "not writable for this account"));
        } catch (IOException e) {
            tell(out, "disk", false, data() + ": " + e.getMessage());
        }
    }

    private void database(PrintStream out) {
        String url = line.get("chengmai.postgres-url", "");
        if (!url.isBlank()) {
            examine(out, url, url);
            return;
        }
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("chengmai-doctor");
            try (Postgres server = Postgres.start(scratch, data().resolve("postgres"))) {
                examine(out, server.url("postgres"), "embedded");
            }
        } catch (IOException | RuntimeException e) {
            tell(out, "database", false, String.valueOf(e.getMessage()));
        } finally {
            remove(scratch);
        }
    }

    private void examine(PrintStream out, String url, String name) {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant there = row.getTimestamp(1).toInstant();
            int major = connection.getMetaData().getDatabaseMajorVersion();
            tell(
                    out,
                    "database",
                    major >= OLDEST_SERVER,
                    "PostgreSQL %d (%s), wanted %d or newer".formatted(major, name, OLDEST_SERVER));
            Duration apart = Duration.between(there, Instant.now()).abs();
            boolean plausible = Year.now(java.time.ZoneOffset.UTC).getValue() >= 2026;
            tell(
                    out,
                    "clock",
                    plausible && apart.compareTo(CLOCK_TOLERANCE) < 0,
                    "%s, %d ms from the database's".formatted(Instant.now(), apart.toMillis()));
        } catch (SQLException e) {
            tell(out, "database", false, "Expected to reach %s, but: %s".formatted(name, e.getMessage()));
        }
    }

    private static void remove(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            System.err.println("Left behind: " + folder);
        }
    }
}
