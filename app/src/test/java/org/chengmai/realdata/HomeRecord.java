package org.chengmai.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What the sensors of one home said.
 *
 * @param heard moments at which something in the home was heard, ascending, milliseconds of the home's own clock
 * @param away spells in which the person was out, where the record says so
 */
record HomeRecord(String name, List<Long> heard, List<Spell> away) {

    /** From when to when. */
    record Spell(long from, long to) {
        boolean holds(long at) {
            return at >= from && at <= to;
        }
    }

    /** A sensor that feels presence says again that it is on. */
    private static final long SAYS_AGAIN = 5 * 60_000L;

    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MONTHS = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH);

    HomeRecord {
        heard = List.copyOf(heard);
        away = List.copyOf(away);
    }

    /** Every home of the sets that is there. */
    static List<HomeRecord> all() throws IOException {
        List<HomeRecord> homes = new ArrayList<>();
        for (String person : List.of("A", "B")) {
            Path sensors = Replayed.file("adl-ordonez", "Ordonez" + person + "_Sensors.txt");
            Path acts = Replayed.file("adl-ordonez", "Ordonez" + person + "_ADLs.txt");
            if (Files.exists(sensors)) {
                homes.add(spaced("ordonez " + person, sensors, acts, PLAIN, "Leaving"));
            }
        }
        homes.add(spaced(
                "kasteren",
                Replayed.file("adl-kasteren", "kasterenSenseData.txt"),
                Replayed.file("adl-kasteren", "kasterenActData.txt"),
                MONTHS,
                "1"));
        for (int subject = 1; subject <= 2; subject++) {
            Path flat = Replayed.file("adl-mit-placelab", "subject" + subject + "_events_flat.csv");
            if (Files.exists(flat)) {
                homes.add(placelab("placelab " + subject, flat));
            }
        }
        return homes;
    }

    /** Columns apart by blanks: date, time, date, time, what. */
    private static HomeRecord spaced(String name, Path sensors, Path acts, DateTimeFormatter times, String out)
            throws IOException {
        TreeSet<Long> heard = new TreeSet<>();
        for (String line : Files.readAllLines(sensors)) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 5 && Character.isDigit(words[0].charAt(0)) && words[1].contains(":")) {
                long from = millis(words[0] + " " + words[1], times);
                long to = millis(words[2] + " " + words[3], times);
                boolean presence = words.length > 5 && (words[5].equals("Pressure") || words[5].equals("PIR"));
                add(heard, from, to, presence);
            }
        }
        List<Spell> away = new ArrayList<>();
        for (String line : Files.readAllLines(acts)) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 5 && words[1].contains(":") && words[4].equals(out)) {
                away.add(new Spell(millis(words[0] + " " + words[1], times), millis(words[2] + " " + words[3], times)));
            }
        }
        return new HomeRecord(name, List.copyOf(heard), away);
    }

    private static HomeRecord placelab(String name, Path flat) throws IOException {
        TreeSet<Long> heard = new TreeSet<>();
        for (String line :
                Files.readAllLines(flat).subList(1, Files.readAllLines(flat).size())) {
            String[] cells = line.split(",");
            long from = millis(cells[0] + " " + cells[1], PLAIN);
            long to = millis(cells[0] + " " + cells[2], PLAIN);
            add(heard, from, to < from ? to + 86_400_000L : to, false);
        }
        return new HomeRecord(name, List.copyOf(heard), List.of());
    }

    private static void add(TreeSet<Long> heard, long from, long to, boolean presence) {
        heard.add(from);
        for (long at = from + SAYS_AGAIN; presence && at < to; at += SAYS_AGAIN) {
            heard.add(at);
        }
        heard.add(to);
    }

    private static long millis(String text, DateTimeFormatter times) {
        return LocalDateTime.parse(text, times).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    boolean away(long at) {
        return away.stream().anyMatch(spell -> spell.holds(at));
    }

    double weeks() {
        return (heard.getLast() - heard.getFirst()) / (7 * 86_400_000.0);
    }
}
