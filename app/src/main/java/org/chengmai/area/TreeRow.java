package org.chengmai.area;

import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Table;
import org.jspecify.annotations.Nullable;

/** One row of a tree file that is sound in itself; whether it fits the tree is not yet known. */
record TreeRow(
        long line,
        String id,
        @Nullable String parent,
        Level level,
        String name,
        @Nullable Point centre) {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z.-]{1,40}");
    private static final int LONGEST_NAME = 100;

    /** Reads all rows into {@code rows}; the report lists those that are unsound or name an id again. */
    static ImportReport readAll(Reader csv, List<TreeRow> rows) {
        Set<String> seen = new HashSet<>();
        return Table.read(csv, ',', List.of("id", "parent", "level", "name"), row -> {
            TreeRow one = of(row);
            if (!seen.add(one.id)) {
                throw Refusal.badInput(
                        "area.twice", "Expected each id once, but %s stands here again.".formatted(one.id), one.id);
            }
            rows.add(one);
        });
    }

    private static TreeRow of(Table.Row row) {
        String id = row.must("id");
        if (!ID.matcher(id).matches()) {
            throw Refusal.badInput(
                    "area.id",
                    "Expected an id of 1 to 40 letters, digits, dots or hyphens, but found '%s'.".formatted(id),
                    id);
        }
        String word = row.must("level");
        Level level = Level.of(word)
                .orElseThrow(() -> Refusal.badInput(
                        "area.level",
                        "Expected area %s to be a district, street, committee, grid, estate or building, but found '%s'."
                                .formatted(id, word),
                        id,
                        word));
        String parent = row.get("parent");
        return new TreeRow(row.line(), id, parent.isEmpty() ? null : parent, level, name(row, id), centre(row));
    }

    private static String name(Table.Row row, String id) {
        String name = row.must("name");
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badInput(
                    "area.name",
                    "Expected area %s to have a name of at most %d printable characters, but found another."
                            .formatted(id, LONGEST_NAME),
                    id,
                    LONGEST_NAME);
        }
        return name;
    }

    private static @Nullable Point centre(Table.Row row) {
        if (row.get("lon").isEmpty() && row.get("lat").isEmpty()) {
            return null;
        }
        return new Point(row.number("lon"), row.number("lat"));
    }
}
