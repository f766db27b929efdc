package org.chengmai.device.model;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Refusal;
import org.chengmai.stream.Derivation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Kinds of devices as files, {@code scenes/kinds/*.yaml} on the class path, and in the data folder those of one city:
 *
 * <pre>
 * id: smoke                       # code
 * name: {zh: 烟感, en: Smoke detector}
 * symbol: 烟                       # one or two characters for maps
 * silentMinutes: 1440             # may be left out: a day
 * late: 5 s                       # may be left out: by how much readings may be out of order (ms, s, min)
 * perMinute: 6000                 # may be left out: messages a device may send in a minute; 0 = no limit, as gateways have
 * derive: lift-motion             # may be left out: what the engine works out by itself, see Derivation
 * gateway: false                  # may be left out: speaks for other devices
 * channels:
 *   - {name: smoke, zh: 烟雾浓度, en: Smoke, unit: dB/m, type: number, min: 0, max: 20}
 *   - {name: test, zh: 自检, en: Self-test, type: switch}
 * </pre>
 *
 * Types: number, integer, switch (1 and 0), identifier and spot (texts, see Channel). A shipped file that is wrong stops the
 * start, one of the city's own is left out; both are told with file, line and what is right.
 */
public final class KindFiles {

    static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    static final Pattern CHANNEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    private KindFiles() {}

    /** Every shipped kind, by file name. */
    public static List<Kind> shipped() {
        try {
            List<Kind> kinds = new ArrayList<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:scenes/kinds/*.yaml")) {
                try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    kinds.add(read(String.valueOf(file.getFilename()), text));
                }
            }
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The kinds in the files of a city's own folder, by file name.
     *
     * @param folder need not exist
     * @param wrong is told of each file that is left out
     */
    public static List<Kind> own(Path folder, Consumer<Refusal> wrong) {
        List<Kind> kinds = new ArrayList<>();
        for (Path file : files(folder)) {
            try (Reader text = Files.newBufferedReader(file)) {
                kinds.add(read(String.valueOf(file.getFileName()), text));
            } catch (Refusal e) {
                wrong.accept(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kinds;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one kind; refuses with file and line. */
    static Kind read(String file, Reader text) {
        YamlMap top = YamlMap.read(file, text);
        top.only("id", "name", "symbol", "silentMinutes", "gateway", "late", "perMinute", "derive", "channels");
        YamlMap name = top.map("name");
        name.only("zh", "en");
        List<Channel> channels = new ArrayList<>();
        for (YamlMap channel : top.maps("channels")) {
            Channel next = channel(channel, channels.size());
            if (channels.stream().anyMatch(c -> c.name().equals(next.name()))) {
                throw channel.wrong("name", "a name of its own for each channel", next.name());
            }
            channels.add(next);
        }
        boolean gateway = Boolean.parseBoolean(top.text("gateway", "false"));
        return new Kind(
                top.text("id", CODE),
                new Bilingual(name.text("zh"), name.text("en")),
                top.text("symbol"),
                channels,
                (int) top.number("silentMinutes", Kind.SILENT_MINUTES),
                gateway,
                late(top),
                perMinute(top, gateway),
                derivation(top, channels));
    }

    private static int perMinute(YamlMap top, boolean gateway) {
        double messages = top.number("perMinute", Kind.perMinute(gateway));
        if (messages < 0 || messages > Kind.MOST_PER_MINUTE || messages != Math.rint(messages)) {
            throw top.wrong(
                    "perMinute", "0 (no limit) to " + Kind.MOST_PER_MINUTE + " messages", String.valueOf(messages));
        }
        return (int) messages;
    }

    private static Derivation derivation(YamlMap top, List<Channel> channels) {
        String text = top.text("derive", "");
        Derivation known;
        try {
            known = Derivation.of(text);
        } catch (IllegalArgumentException none) {
            throw top.wrong("derive", "lift-motion", text);
        }
        for (String wanted : known.channels()) {
            if (channels.stream().noneMatch(channel -> channel.name().equals(wanted))) {
                throw top.wrong("derive", "the channel '" + wanted + "' in a kind that derives", text);
            }
        }
        return known;
    }

    private static long late(YamlMap top) {
        String text = top.text("late", "0 s");
        long millis = Lateness.millis(text);
        if (millis < 0) {
            throw top.wrong("late", "up to 10 minutes as in '5 s' or '200 ms'", text);
        }
        return millis;
    }

    private static Channel channel(YamlMap map, int index) {
        map.only("name", "zh", "en", "unit", "type", "min", "max");
        String type = map.text("type", "number");
        Channel.Type known = switch (type) {
            case "number" -> Channel.Type.NUMBER;
            case "integer" -> Channel.Type.INTEGER;
            case "switch" -> Channel.Type.SWITCH;
            case "identifier" -> Channel.Type.IDENTIFIER;
            case "spot" -> Channel.Type.SPOT;
            default -> throw map.wrong("type", "number, integer, switch, identifier or spot", type);
        };
        return new Channel(
                index,
                map.text("name", CHANNEL),
                new Bilingual(map.text("zh"), map.text("en")),
                map.text("unit", ""),
                known,
                limit(map, "min"),
                limit(map, "max"));
    }

    private static @Nullable Double limit(YamlMap map, String key) {
        double value = map.number(key, Double.NaN);
        return Double.isNaN(value) ? null : value;
    }

    /** How a type is written. */
    public static String word(Channel.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
