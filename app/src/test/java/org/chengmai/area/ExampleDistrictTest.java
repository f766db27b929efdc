package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example district, drawn without a database. */
class ExampleDistrictTest {

    private final AreaTree tree = PointIndexTest.example();

    @Test
    void hasTheRealStreetsAndCommittees() {
        assertThat(tree.of(Level.STREET)).hasSize(10);
        assertThat(tree.of(Level.COMMITTEE)).hasSize(285);
        assertThat(tree.namesOf("310107/310107005/310107005001/")).isEqualTo("普陀区 曹杨新村街道 源园居委会");
    }

    @Test
    void everyGridCellLiesInItsCommitteeAndEveryCommitteeHasTwoToFour() {
        for (Area committee : tree.of(Level.COMMITTEE)) {
            List<Area> cells = tree.children(committee.id());
            assertThat(cells).hasSizeBetween(2, 4).allMatch(c -> c.level() == Level.GRID);
        }
        for (Area cell : tree.of(Level.GRID)) {
            var centre = Objects.requireNonNull(cell.centre());
            Area found = Objects.requireNonNull(tree.at(centre.lon(), centre.lat()));
            assertThat(found.place()).startsWith(cell.place());
        }
    }

    @Test
    void cellsOfALevelDoNotOverlapAndFillTheDistrict() {
        double whole = Objects.requireNonNull(tree.outline(ExampleDistrict.ID)).getArea();
        for (Level level : List.of(Level.STREET, Level.COMMITTEE, Level.GRID)) {
            double sum = tree.of(level).stream()
                    .mapToDouble(
                            a -> Objects.requireNonNull(tree.outline(a.id())).getArea())
                    .sum();
            assertThat(sum / whole).as(level.word()).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void isDrawnTheSameEveryTime() {
        ExampleCells once = new ExampleCells(ExampleDistrict.committeesByStreet());
        ExampleCells again = new ExampleCells(ExampleDistrict.committeesByStreet());
        assertThat(again.tree()).isEqualTo(once.tree());
        assertThat(again.outlines()).isEqualTo(once.outlines());
    }
}
