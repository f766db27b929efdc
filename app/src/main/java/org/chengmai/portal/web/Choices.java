package org.chengmai.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.kernel.Bilingual;
import org.chengmai.kernel.Table;
import org.springframework.stereotype.Component;

/**
 * The few big choices of the report page, from {@code portal/choices.csv}: each in plain words, and the matter it stands
 * for, the first code that the city's catalogue knows. What the catalogue lacks is not offered.
 */
@Component
class Choices {

    /** A tile: {@code matter} is a code of the catalogue. */
    record Choice(String icon, String matter, String name) {}

    /** The matters listed under one heading. */
    record Group(String name, List<Named> matters) {}

    /** A matter as the page's language calls it. */
    record Named(String code, String name) {}

    private record Tile(String icon, List<String> codes, Bilingual name) {}

    private static final String UNKNOWN = "unknown";

    private final Matters matters;
    private final List<Tile> tiles = new ArrayList<>();

    Choices(Matters matters) {
        this.matters = matters;
        try (InputStream csv = Choices.class.getResourceAsStream("/portal/choices.csv")) {
            if (csv == null) {
                throw new IllegalStateException("Expected portal/choices.csv on the class path, but it is missing.");
            }
            Table.read(
                    new InputStreamReader(csv, StandardCharsets.UTF_8),
                    ',',
                    List.of("icon", "matters", "zh", "en"),
                    row -> tiles.add(tile(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tile tile(Table.Row row) {
        return new Tile(
                row.must("icon"),
                Arrays.asList(row.must("matters").split(" ")),
                new Bilingual(row.must("zh"), row.must("en")));
    }

    /** The tiles; "don't know" comes last. */
    List<Choice> list(Locale locale) {
        return tiles.stream()
                .flatMap(t ->
                        known(t).map(code -> new Choice(t.icon(), code, t.name().in(locale))).stream())
                .toList();
    }

    /** The whole catalogue, by heading. */
    List<Group> groups(Locale locale) {
        Map<String, List<Named>> byGroup = new LinkedHashMap<>();
        for (Matter matter : matters.list()) {
            byGroup.computeIfAbsent(matter.group(), g -> new ArrayList<>())
                    .add(new Named(matter.code(), matter.name().in(locale)));
        }
        return byGroup.entrySet().stream()
                .map(e -> new Group(e.getKey(), e.getValue()))
                .toList();
    }

    /** The matter that was chosen; the one of "don't know" when none or an unknown one was. */
    Optional<Matter> chosen(String code) {
        Optional<Matter> matter = code.isEmpty() ? Optional.empty() : matters.find(code);
        return matter.or(this::unknown);
    }

    private Optional<Matter> unknown() {
        return tiles.stream()
                .filter(t -> t.icon().equals(UNKNOWN))
                .findFirst()
                .flatMap(this::known)
                .flatMap(matters::find);
    }

    private Optional<String> known(Tile tile) {
        return tile.codes().stream().filter(c -> matters.find(c).isPresent()).findFirst();
    }
}
