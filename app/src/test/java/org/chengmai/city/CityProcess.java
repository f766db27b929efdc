package org.chengmai.city;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real program as a process of its own, for what only a process can show: a kill, a stop, a second start. */
public final class CityProcess implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Process process;
    private final List<String> said = new ArrayList<>();

    private CityProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts {@code run} on free ports with this data folder; more properties as {@code --name=value}. */
    public static CityProcess start(Path data, String... properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.chengmai.Chengmai",
                "run",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--mqtt-port",
                "0",
                "--chengmai.detection.catch-up=10s"));
        command.addAll(List.of(properties));
        try {
            return new CityProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Port of the pages; waits until the city is ready. */
    public int port() {
        return Integer.parseInt(await("is ready: http://localhost:(\\d+)"));
    }

    /** First group of the first line that matches, waiting for it; fails with all that was said when it never comes. */
    public String await(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        long limit = System.nanoTime() + LIMIT_NANOS;
        synchronized (said) {
            int next = 0;
            while (true) {
                for (; next < said.size(); next++) {
                    Matcher matcher = wanted.matcher(said.get(next));
                    if (matcher.find()) {
                        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                    }
                }
                if (System.nanoTime() > limit || !process.isAlive()) {
                    throw new AssertionError("Expected a line like '%s', but the city said:%n%s"
                            .formatted(pattern, String.join("\n", said)));
                }
                waitForMore();
            }
        }
    }

    private void waitForMore() {
        try {
            said.wait(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                    said.notifyAll();
                }
            }
        } catch (IOException streamClosed) {
            // the process has ended; what it said so far stays
        }
    }

    /** As {@code kill -9}: nothing gets a last word. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C; returns how many milliseconds it took. */
    public long stop() {
        long start = System.nanoTime();
        process.destroy();
        awaitEnd();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Expected the city to end, but it runs on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
