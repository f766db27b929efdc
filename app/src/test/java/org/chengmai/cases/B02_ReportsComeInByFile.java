package org.chengmai.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengmai.cases.Street.*;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages received elsewhere become cases, once, and what cannot is told by line. */
@CityTest
class B02_ReportsComeInByFile {

    private static final ReportColumns COLUMNS =
            new ReportColumns("letters", "编号", "主题", "详情", "时间", "", "电话", "", "lon", "lat", "事项", "C-12", HERE);

    private static final String FILE = """
            编号,主题,详情,时间,电话,lon,lat,事项
            1,路灯不亮,"兰溪路
            三盏都不亮",2026-02-28 11:25:05,13812345678,121.41,31.24,C-03
            2,谢谢,环卫工人辛苦了,,,,,
            3,,没有标题,,,,,
            4,不知什么事项,x,,,,,C-99
            ,没有编号,x,,,,,
            5,在火星,x,,,999,31,
            """;

    @Autowired
    private Cases cases;

    @Test
    void goodRowsComeInAndBadOnesAreTold() {
        List<Integer> progress = new ArrayList<>();

        ImportReport report = cases.importReports(WANG, new StringReader(FILE), COLUMNS, progress::add);

        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.faults())
                .extracting(fault -> fault.line() + ": " + fault.reason())
                .containsExactly(
                        "5: Expected a value in column '主题', but it is empty.",
                        "6: Expected a matter 'C-99', but the catalogue has none.",
                        "7: Expected a value in column '编号', but it is empty.",
                        "8: Expected longitude in [-180, 180] and latitude in [-90, 90], but got 999.0, 31.0.");
        assertThat(progress).containsExactly(1, 2, 3, 4, 5, 6);
        CaseFile lamp = cases.bySource("letters", "1").orElseThrow();
        assertThat(lamp.words()).isEqualTo("兰溪路\n三盏都不亮");
        assertThat(lamp.matter()).isEqualTo("C-03");
        assertThat(cases.history(WANG, lamp.id()).getFirst().name()).isEqualTo("王丽");
        assertThat(cases.history(WANG, lamp.id()).getFirst().data()).containsEntry("saidAt", "2026-02-28 11:25:05");

        ImportReport again = cases.importReports(WANG, new StringReader(FILE), COLUMNS, rows -> {});
        assertThat(again.taken()).isEqualTo(2);
        assertThat(cases.list(Actor.CITY, Filter.ALL.source("letters"), null).cases())
                .hasSize(2);
    }

    @Test
    void aColumnThatWasNamedMustBeThere() {
        assertThatThrownBy(() -> cases.importReports(WANG, new StringReader("no,x\n1,2\n"), COLUMNS, rows -> {}))
                .hasMessageContaining("in the heading, but");
    }
}
