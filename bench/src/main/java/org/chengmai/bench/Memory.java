package org.chengmai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program holds in memory at one moment, in bytes.
 *
 * @param heap objects alive, after a collection
 * @param resident what the kernel counts for the process, heap and all
 * @param mostResident the most it ever was
 * @param kernel what the kernel holds for everybody's files and sockets
 */
record Memory(long heap, long resident, long mostResident, long kernel) {

    private static final Pattern USED =
            Pattern.compile("(?:DefNew|def new generation|Tenured|tenured generation) .*?used (\\d+)K");
    private static final int PAGE = 4_096;

    static Memory of(long pid) {
        ask(pid, "GC.run");
        Matcher used = USED.matcher(ask(pid, "GC.heap_info"));
        long heap = 0;
        while (used.find()) {
            heap += Long.parseLong(used.group(1)) * 1024;
        }
        Path status = Path.of("/proc/" + pid + "/status");
        long sockets = field(Path.of("/proc/net/sockstat"), "TCP: .* mem (\\d+)") * PAGE;
        return new Memory(
                heap,
                field(status, "VmRSS:\\s+(\\d+)") * 1024,
                field(status, "VmHWM:\\s+(\\d+)") * 1024,
                field(Path.of("/proc/meminfo"), "Slab:\\s+(\\d+)") * 1024 + sockets);
    }

    /** The resident memory alone, without a collection. */
    static long resident(long pid) {
        return field(Path.of("/proc/" + pid + "/status"), "VmRSS:\\s+(\\d+)") * 1024;
    }

    private static long field(Path file, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(long pid, String what) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), Long.toString(pid), what)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
