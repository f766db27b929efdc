package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;

/** A tree file, what goes in, and one sentence for each row that does not. */
class TreeImportTest {

    private static final String HEADING = "id,parent,level,name,lon,lat\n";
    private static final List<Area> STANDING = List.of(
            new Area("1", "1/", null, Level.DISTRICT, "区", null, false),
            new Area("11", "1/11/", "1", Level.STREET, "甲街道", null, false),
            new Area("12", "1/12/", "1", Level.STREET, "乙街道", null, false));

    private static TreeImport plan(Actor actor, String rows) {
        List<TreeRow> sound = new ArrayList<>();
        ImportReport read = TreeRow.readAll(new StringReader(HEADING + rows), sound);
        return new TreeImport(actor, STANDING, sound, read.faults());
    }

    private static List<String> story(TreeImport plan) {
        List<String> lines = new ArrayList<>();
        plan.taken().forEach(a -> lines.add("+ " + a.place() + " " + a.name()));
        plan.report().faults().forEach(f -> lines.add("- " + f.line() + ": " + f.reason()));
        return lines;
    }

    private static List<String> story(String rows) {
        return story(plan(Actor.CITY, rows));
    }

    @Test
    void rowsMayComeInAnyOrder() {
        assertThat(story("111001,111,grid,第1网格,121.4,31.2\n111,11,committee,源园居委会,,\n"))
                .containsExactly("+ 1/11/111/ 源园居委会", "+ 1/11/111/111001/ 第1网格");
    }

    @Test
    void badRowsAreListedAndGoodOnesGoIn() {
        assertThat(story("""
                        111,11,committee,好,,
                        112,99,committee,无上级,,
                        113,11,village,无此级,,
                        114,11,committee,,,
                        115,11,committee,半个点,121.4,
                        116,11,committee,远,999,31
                        11/7,11,committee,斜线,,
                        111,11,committee,又一次,,
                        """))
                .containsExactly(
                        "+ 1/11/111/ 好",
                        "- 3: Expected 112 to stand below 99, but there is no such area.",
                        "- 4: Expected area 113 to be a district, street, committee, grid, estate or building, but found 'village'.",
                        "- 5: Expected a value in column 'name', but it is empty.",
                        "- 6: Expected a value in column 'lat', but it is empty.",
                        "- 7: Expected longitude in [-180, 180] and latitude in [-90, 90], but got 999.0, 31.0.",
                        "- 8: Expected an id of 1 to 40 letters, digits, dots or hyphens, but found '11/7'.",
                        "- 9: Expected each id once, but 111 stands here again.");
    }

    @Test
    void aLevelMustFitUnderItsParent() {
        assertThat(story("111,1,committee,跳级,,\n13,11,street,倒挂,,\n2,1,district,区中区,,\n3,,committee,无根,,\n"))
                .containsExactly(
                        "- 2: Expected committee 111 to stand below a street, but 1 is a district.",
                        "- 3: Expected street 13 to stand below a district, but 11 is a street.",
                        "- 4: Expected district 2 to stand below nothing, but 1 is a district.",
                        "- 5: Expected committee 3 to stand below something, but it names no parent.");
    }

    @Test
    void aCircleIsAFaultOfEachOnIt() {
        assertThat(story("a,b,grid,甲,,\nb,c,grid,乙,,\nc,a,grid,丙,,\nd,d,grid,自己,,\ne,a,building,挂在圈上,,\n"))
                .containsExactly(
                        "- 2: Expected a to stand below b, but going up from there leads back to it.",
                        "- 3: Expected b to stand below c, but going up from there leads back to it.",
                        "- 4: Expected c to stand below a, but going up from there leads back to it.",
                        "- 5: Expected d to stand below d, but going up from there leads back to it.",
                        "- 6: Expected e to stand below a, but line 2, which brings that one, has a fault.");
    }

    @Test
    void areasDoNotMove() {
        assertThat(story("11,1,street,新名字,,\n12,,street,独立,,\n"))
                .containsExactly(
                        "+ 1/11/ 新名字",
                        "- 3: Expected to put 12 at 12/ as a street, but it stands at 1/12/ as a street and areas do not move.");
    }

    @Test
    void aNeighboursSubtreeIsOutOfReach() {
        Actor street = new Actor(7, "wang", "王", List.of(new Grant(Role.ADMINISTRATOR, "1/11/", null)));

        assertThat(story(plan(
                        street,
                        "111,11,committee,自己的,,\n121,12,committee,邻居的,,\n12,1,street,改邻居的名,,\n1,,district,改区名,,\n")))
                .containsExactly(
                        "+ 1/11/111/ 自己的",
                        "- 3: Expected wang to hold MANAGE_AREAS in '1/12/121/', but no role gives it.",
                        "- 4: Expected wang to hold MANAGE_AREAS in '1/12/', but no role gives it.",
                        "- 5: Expected wang to hold MANAGE_AREAS in '1/', but no role gives it.");
    }

    @Test
    void aFileWithoutItsColumnsIsRefusedWhole() {
        assertThatThrownBy(() -> TreeRow.readAll(new StringReader("id,name\n1,x\n"), new ArrayList<>()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("[parent, level] are missing");
    }
}
