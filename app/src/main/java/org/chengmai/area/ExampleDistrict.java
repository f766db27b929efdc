package org.chengmai.area;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Table;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * The district that the demonstration runs in: Putuo, Shanghai, with its real streets and committees and made-up, roughly
 * drawn cells. It comes in through the same doors as anybody's files.
 */
@Service
public class ExampleDistrict {

    /** The code of Putuo. */
    public static final String ID = "310107";

    private static final String COMMITTEES = "example/putuo-committees.csv";

    private final Areas areas;

    ExampleDistrict(Areas areas) {
        this.areas = areas;
    }

    /**
     * Brings the district in when the tree is empty, under two seconds; else does nothing.
     *
     * @return whether it was brought in
     */
    public boolean load(Actor actor) {
        if (!areas.roots().isEmpty()) {
            return false;
        }
        ExampleCells cells = new ExampleCells(committeesByStreet());
        whole(areas.importTree(actor, new StringReader(cells.tree())));
        byte[] outlines = cells.outlines().getBytes(StandardCharsets.UTF_8);
        whole(areas.importPolygons(actor, new ByteArrayInputStream(outlines), false));
        return true;
    }

    private static void whole(ImportReport report) {
        if (!report.faults().isEmpty()) {
            throw new IllegalStateException("Expected the example district to be whole, but " + report.faults());
        }
    }

    /** The committees of each street, as {@code code → name}, in the order of the file. */
    static Map<ExampleCells.Named, List<ExampleCells.Named>> committeesByStreet() {
        Map<ExampleCells.Named, List<ExampleCells.Named>> streets = new LinkedHashMap<>();
        try (InputStreamReader csv =
                new InputStreamReader(new ClassPathResource(COMMITTEES).getInputStream(), StandardCharsets.UTF_8)) {
            whole(Table.read(csv, ',', List.of("code", "name", "street_code", "street_name"), row -> {
                ExampleCells.Named street = new ExampleCells.Named(row.must("street_code"), row.must("street_name"));
                streets.computeIfAbsent(street, s -> new ArrayList<>())
                        .add(new ExampleCells.Named(row.must("code"), row.must("name")));
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return streets;
    }
}
