package org.chengmai.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;

/** Reads recorded data sets, packed with gzip or plain, each in its own format. */
public final class Recordings {

    /** How a file is to be read: a format by name, or any kind of device with the plain format. */
    static final List<String> FORMATS = List.of("home-activity", "smoke", "arc", "parking");

    private Recordings() {}

    /**
     * Reads a file.
     *
     * @param as one of {@link #FORMATS}, or the id of a device kind; a file whose heading is
     *     {@code device,ts,channel,value} is taken as that whatever the format
     * @param until end of the activity in a home, which its heartbeat survives; null takes the whole record
     */
    public static Recording read(Path file, String as, @Nullable String until) {
        String text = text(file);
        if (until != null && !as.equals(FORMATS.getFirst())) {
            throw Refusal.badInput("replay.until", "Expected --until with --as home-activity, but found " + as + ".");
        }
        if (text.startsWith("device,ts,channel,value")) {
            return PlainFile.read(text, kindOf(as));
        }
        return switch (as) {
            case "home-activity" -> HomeActivityFile.read(text, until);
            case "smoke" -> FeatureFile.smoke(text);
            case "arc" -> FeatureFile.arc(text);
            case "parking" -> ParkingFile.read(text);
            default -> PlainFile.read(text, as);
        };
    }

    static String kindOf(String as) {
        return as.equals("parking") ? ParkingFile.KIND : as;
    }

    private static String text(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String text = reader.readAllAsString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw Refusal.badInput("replay.file", "Expected a file at %s, but there is none.".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the rows of a CSV; the first row that is wrong ends it. */
    static void rows(String csv, List<String> columns, Table.RowTaker taker) {
        ImportReport report = Table.read(new StringReader(csv), ',', columns, taker);
        if (!report.faults().isEmpty()) {
            ImportReport.Fault first = report.faults().getFirst();
            throw Refusal.badInput("replay.row", "Line %d: %s".formatted(first.line(), first.reason()));
        }
    }
}
