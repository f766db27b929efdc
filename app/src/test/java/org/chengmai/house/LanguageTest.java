package org.chengmai.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages speak one language at a time: both bundles whole, no English words in the Chinese, no Chinese in the English. */
class LanguageTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Names and terms that the Chinese of the field writes in Latin letters. */
    private static final Pattern LATIN_TERMS = Pattern.compile(
            "(?i)\\b(X-Chengmai-(?:Signature|Timestamp)|MQTTS?|HTTPS?|CSV|TSV|GeoJSON|NDJSON|JSON|YAML|GPS|TLS|ID|IP|URL|API|SMS|WGS|GCJ|CGCS|JPE?G|PNG|WebP|[KMG]B|Excel"
                    + "|Webhooks?|HMAC|SHA|UTF|GB|T|PDF|QR|QoS|Chengmai|ThingsBoard|Token|Cookie|C|S|B|MPa|ppm|LEL|eCO|h|min|s|ms|kB|x|Esc"
                    + "|Enter|Ctrl|Shift|Alt|Tab|html|csv|yyyy|MM|dd|HH|mm|ss|M月d日"
                    // typed as they stand, into files and forms
                    + "|district|street|committee|grid|estate|building|adcode|code|approximate|true|yes|no|FeatureCollection|Polygon"
                    + "|MultiPolygon|GB18030|CGCS2000|case|reported|alarm|raised|sha256"
                    + "|and|or|for|silent|workdays|restdays|occupied|when|fall|weight"
                    + "|first-start-code|id|name|area|lon|lat|unit|enabled|token|gateway|param|works|kind|matter|verifier|login|phone|role)\\b");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern ELEMENT = Pattern.compile("<([a-zA-Z][a-zA-Z0-9:]*)([^>]*)>([^<]*\\p{IsHan}[^<]*)<");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s(title|placeholder|alt|aria-label|value|content)=\"[^\"]*\\p{IsHan}[^\"]*\"");

    @Test
    void bothBundlesHaveEveryKey() {
        for (Path chinese : bundles()) {
            assertThat(new TreeSet<>(read(english(chinese)).stringPropertyNames()))
                    .as("keys of %s and its English twin", chinese.getFileName())
                    .isEqualTo(new TreeSet<>(read(chinese).stringPropertyNames()));
        }
    }

    @Test
    void theChineseHasNoEnglishWords() {
        List<String> mixed = new ArrayList<>();
        for (Path bundle : bundles()) {
            new TreeMap<>(read(bundle)).forEach((key, text) -> {
                String rest = LATIN_TERMS.matcher(withoutCode(text.toString())).replaceAll(" ");
                if (WORD.matcher(rest).find() && !isPattern(key.toString())) {
                    mixed.add(bundle.getFileName() + " " + key + "=" + text);
                }
            });
        }
        assertThat(mixed)
                .as("say it in Chinese, or add a term of the field to LATIN_TERMS")
                .isEmpty();
    }

    @Test
    void theEnglishHasNoChinese() {
        List<String> mixed = new ArrayList<>();
        for (Path bundle : bundles()) {
            new TreeMap<>(read(english(bundle))).forEach((key, text) -> {
                if (HAN.matcher(withoutCode(text.toString()).replaceAll("城脉|部件|事项", ""))
                        .find()) {
                    mixed.add(english(bundle).getFileName() + " " + key + "=" + text);
                }
            });
        }
        assertThat(mixed).as("say it in English").isEmpty();
    }

    @Test
    void templatesTakeEveryWordFromTheBundles() throws IOException {
        List<String> spoken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                String html =
                        Files.readString(file).replaceAll("(?s)<!--.*?-->", "").replace("城脉", "");
                Matcher element = ELEMENT.matcher(html);
                while (element.find()) {
                    boolean sample = element.group(1).matches("pre|code");
                    boolean replaced = sample
                            || element.group(2)
                                    .matches("(?s).*th:(text|utext|replace|insert|remove|href=\"/language).*");
                    if (!replaced && !element.group(2).contains("/language/")) {
                        spoken.add(file.getFileName() + ": " + element.group().strip());
                    }
                }
                Matcher attribute = ATTRIBUTE.matcher(html);
                while (attribute.find()) {
                    spoken.add(file.getFileName() + ": " + attribute.group().strip());
                }
            }
        }
        assertThat(spoken)
                .as("use th:text=\"#{key}\" and put the words into both bundles")
                .isEmpty();
    }

    /** Without placeholders, markup, file names and what stands in quotes as it is typed. */
    private static String withoutCode(String text) {
        return text.replaceAll("\\{[^}]*}", " ").replaceAll("<[^>]*>|`[^`]*`|/[a-z0-9/.{}]+", " ");
    }

    /** A pattern of dates is no sentence. */
    private static boolean isPattern(String key) {
        return key.endsWith(".time") || key.endsWith(".date");
    }

    private static List<Path> bundles() {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("i18n"))) {
            return files.filter(f -> !f.toString().endsWith("_en.properties"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path english(Path chinese) {
        return chinese.resolveSibling(chinese.getFileName().toString().replace(".properties", "_en.properties"));
    }

    private static Properties read(Path bundle) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
