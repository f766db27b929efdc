package org.chengmai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program under load: its own process, free ports, a temporary folder, an embedded database that we may look into. */
final class Instance implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("is ready: http://localhost:(\\d+)");
    private static final Pattern MQTT = Pattern.compile("MQTT on port (\\d+)");
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Path folder;
    private final boolean keep;
    private volatile Process process;
    private double spentBefore;
    private volatile int port;
    private volatile int mqttPort;
    private @Nullable Connection database;

    private Instance(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /** Starts it; {@code prepare} may put files into its folder first. */
    static Instance start(boolean keep, FolderMaker prepare) {
        try {
            Path folder = Files.createTempDirectory("chengmai-bench");
            prepare.fill(folder);
            Instance instance = new Instance(folder, keep);
            instance.port();
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on a folder that may have been filled by an earlier run, and keeps that. */
    static Instance on(Path folder) {
        Instance instance = new Instance(folder, true);
        instance.port();
        return instance;
    }

    private Process launch() {
        try {
            List<String> command = new ArrayList<>(List.of(
                    System.getProperty(
                            "chengmai.java",
                            Path.of(System.getProperty("java.home"), "bin/java").toString()),
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dfile.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8"));
            command.addAll(cached());
            String more = System.getenv("CHENGMAI_JAVA_OPTS");
            if (more != null && !more.isBlank()) {
                command.addAll(List.of(more.strip().split("\\s+")));
            }
            command.addAll(List.of(
                    "-cp",
                    classPath(),
                    "org.chengmai.Chengmai",
                    "run",
                    "--data",
                    folder.toString(),
                    "--port",
                    "0",
                    "--chengmai.intake.limits=false",
                    "--mqtt-port",
                    Integer.toString(mqttPort)));
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread.ofPlatform().daemon().name("instance-output").start(() -> listen(started));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes as they were loaded in a rehearsal: the program is started as the launcher starts it. */
    private static List<String> cached() {
        String run = System.getProperty("chengmai.run");
        return run == null
                ? List.of()
                : List.of("-XX:AOTCache=" + run + "/chengmai.aot", "-Xlog:aot=off", "-Xlog:cds=off");
    }

    interface FolderMaker {
        void fill(Path folder) throws IOException;
    }

    private static String classPath() {
        String run = System.getProperty("chengmai.run");
        return run == null ? System.getProperty("java.class.path", "") : run + "/chengmai-exec.jar";
    }

    private void listen(Process heard) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(heard.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                Matcher mqtt = MQTT.matcher(line);
                if (ready.find()) {
                    port = Integer.parseInt(ready.group(1));
                } else if (mqtt.find()) {
                    mqttPort = Integer.parseInt(mqtt.group(1));
                } else {
                    System.err.println("  | " + line);
                }
            }
        } catch (IOException ended) {
            System.err.println("  | (end)");
        }
    }

    long pid() {
        return process.pid();
    }

    /** Port of the pages; waits until the program is ready. */
    int port() {
        await("to be ready", () -> port > 0);
        return port;
    }

    /** Port for devices; waits until it is open. */
    int mqttPort() {
        await("to take devices", () -> mqttPort > 0);
        return mqttPort;
    }

    private void await(String what, java.util.function.BooleanSupplier wanted) {
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > limit || !process.isAlive()) {
                throw new IllegalStateException(
                        "Expected the program %s, but it did not come that far.".formatted(what));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    String firstStartCode() {
        Path file = folder.resolve("first-start-code");
        await("to announce its first-start code", () -> Files.exists(file));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} of the program; starts it again on the same folder and waits until devices may come. */
    void killAndStartAgain() {
        spentBefore = processorSeconds();
        process.destroyForcibly();
        port = 0;
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = launch();
        port();
    }

    /** As {@code kill -9} of the database server. */
    void killDatabase() {
        try {
            String server = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                    .getFirst()
                    .strip();
            ProcessHandle.of(Long.parseLong(server)).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A look into the embedded database. */
    Connection database() {
        Connection open = database;
        if (open == null) {
            open = look();
            database = open;
        }
        return open;
    }

    /** Another look into it, for whoever closes it. */
    Connection look() {
        try {
            Path home = folder.resolve("postgres");
            String password = Files.readString(home.resolve("password")).strip();
            String serverPort = Files.readAllLines(home.resolve("data/postmaster.pid"))
                    .get(3)
                    .strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + serverPort + "/postgres", "chengmai", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    /** Processor seconds that the program and its children have used. */
    double processorSeconds() {
        return spentBefore
                + Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToDouble(p -> p.info()
                                .totalCpuDuration()
                                .map(d -> d.toMillis() / 1000.0)
                                .orElse(0.0))
                        .sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (!keep) {
                remove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("bench: left " + folder);
        }
    }
}
