package org.chengmai.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of our own in a folder: unpacked from its Maven artifact, started as a child, stopped last.
 *
 * <p>The child hangs on a pipe held by this process: when this process ends in whatever way, {@code kill -9} included, the
 * pipe closes and the server shuts down cleanly. A server that is killed is started again on the same port. It sits in its own session, so that Ctrl-C at the terminal reaches only
 * this process, which stops its own pools first. PostgreSQL refuses to run as root; a user namespace takes the name away.
 */
public final class Postgres implements AutoCloseable {

    private static final String VERSION = "18.6.0";
    private static final String USER = "chengmai";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Starts the server again whenever it ends by itself, and ends it when standard input ends. */
    private static final String GUARD = """
            exec 3<&0
            over=
            trap 'over=1; kill -INT $p 2>/dev/null' TERM
            (cat <&3 >/dev/null; kill -TERM $$) &
            while [ -z "$over" ]; do
              "$@" </dev/null 3<&- & p=$!
              wait $p
              [ -n "$over" ] || sleep 0.2
            done
            wait $p
            """;

    private final Path folder;
    private final int port;
    private final String password;
    private final Process process;
    private final FileChannel lockFile;

    private Postgres(Path folder, int port, String password, Process process, FileChannel lockFile) {
        this.folder = folder;
        this.port = port;
        this.password = password;
        this.process = process;
        this.lockFile = lockFile;
    }

    /**
     * Starts the server of this folder, making it first when the folder is empty.
     *
     * @param folder data folder; the server's files live in {@code postgres/} inside
     * @param binaries folder into which the server's programs are unpacked once
     * @throws IllegalStateException with a sentence when the folder is in use or the server does not come up
     */
    public static Postgres start(Path folder, Path binaries) {
        try {
            Path home = Files.createDirectories(folder.toAbsolutePath().resolve("postgres"));
            FileChannel lockFile = lock(home.resolve("lock"));
            Path programs = unpack(binaries.toAbsolutePath());
            Path cluster = home.resolve("data");
            Path secret = home.resolve("password");
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                create(programs, cluster, secret);
            }
            String password = Files.readString(secret).strip();
            int port = freePort();
            Process process = launch(programs, cluster, home.resolve("postgres.log"), port);
            Postgres server = new Postgres(home, port, password, process, lockFile);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDBC address of a database of this server, user and password included. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, USER, password);
    }

    /** Creates an empty database, for instance one a test. */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database \"" + name.replace("\"", "") + "\"");
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to create database " + name + ", but " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException(
                    "Expected to open the data folder %s, but another Chengmai is running on it."
                            .formatted(file.getParent()));
        }
        return channel;
    }

    private static Path unpack(Path binaries) throws IOException {
        Path target = binaries.resolve("postgresql-" + VERSION);
        if (Files.exists(target.resolve("bin/postgres"))) {
            return target;
        }
        Files.createDirectories(binaries);
        Path fresh = Files.createTempDirectory(binaries, "unpacking");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream archive = archive();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, fresh);
            }
        }
        try {
            Files.move(fresh, target);
        } catch (IOException alreadyThere) {
            if (!Files.exists(target.resolve("bin/postgres"))) {
                throw alreadyThere;
            }
        }
        return target;
    }

    private static InputStream archive() throws IOException {
        String arch = switch (System.getProperty("os.arch", "")) {
            case "aarch64" -> "arm_64";
            default -> "x86_64";
        };
        String name = "/postgres-linux-%s.txz".formatted(arch);
        InputStream in = Postgres.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(
                    "Expected PostgreSQL binaries %s on the class path, but found none; use --postgres-url."
                            .formatted(name));
        }
        return in;
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("Expected archive entries below " + into + ", but found " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(parentOf(target));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(parentOf(target));
            Files.copy(tar, target);
            if ((entry.getMode() & 0111) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Path parentOf(Path path) {
        return java.util.Objects.requireNonNull(path.getParent());
    }

    private static void create(Path programs, Path cluster, Path secret) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, HexFormat.of().formatHex(random));
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(
                programs.resolve("bin/initdb").toString(),
                "-D",
                cluster.toString(),
                "-U",
                USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C.UTF-8"));
        Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(initdb.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new IllegalStateException(
                        "Expected to create a database in %s, but initdb said: %s".formatted(cluster, said.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating the database", e);
        }
    }

    private static List<String> asOrdinaryUser() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        return command;
    }

    private static Process launch(Path programs, Path cluster, Path log, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "sh"));
        command.addAll(asOrdinaryUser());
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        List<String> settings = List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=256MB",
                "max_wal_size=2GB",
                "checkpoint_completion_target=0.9",
                "random_page_cost=1.1",
                "jit=off",
                "timezone=UTC",
                "log_line_prefix=%m [%p] ");
        settings.forEach(s -> command.addAll(List.of("-c", s)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** After a crash the old server may need a second to finish; it then leaves the folder and ours can be tried again. */
    private void awaitReady() {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url("postgres")).close();
                return;
            } catch (SQLException notYet) {
                boolean over = System.nanoTime() > limit;
                if (over || !process.isAlive()) {
                    close();
                    throw new IllegalStateException(
                            "Expected PostgreSQL to start, but it did not; its log is %s."
                                    .formatted(folder.resolve("postgres.log")),
                            notYet);
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
