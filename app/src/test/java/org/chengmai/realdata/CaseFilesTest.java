package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The national standard's table of matters and a year of messages to a government, through the doors they come in by. */
@CityTest
@TestPropertySource(properties = "test.city=files") // a city of its own
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
class CaseFilesTest {

    private static final String HERE = "310107/310107005/";
    private static final int MESSAGES = 4_326;

    private static final Actor KEEPER =
            new Actor(901, "keeper", "管理员", List.of(new Grant(Role.ADMINISTRATOR, "", null)));
    private static final Actor DESK = new Actor(902, "desk", "王丽", List.of(new Grant(Role.DISPATCHER, HERE, null)));

    @Autowired
    private Cases cases;

    @Autowired
    private Matters matters;

    @Test
    void theStandardsTableComesInWhole() throws IOException {
        for (int time = 0; time < 2; time++) {
            try (Reader table = Files.newBufferedReader(file("standards/gbt47678.5-codes.tsv"))) {
                ImportReport report = matters.importTsv(KEEPER, table);
                assertThat(report.faults()).isEmpty();
                assertThat(report.taken()).isEqualTo(403);
            }
        }
        assertThat(matters.list("部件-")).hasSize(153);
        assertThat(matters.list("事项-")).hasSize(250);
        assertThat(matters.get("事项-09011").name().zh()).isEqualTo("共享单车乱象");
    }

    @Test
    void everyMessageBecomesOneCase() throws IOException {
        long start = System.nanoTime();
        ImportReport report = imported("messages", messages());
        System.out.printf("%d messages in %.1f s%n", report.taken(), (System.nanoTime() - start) / 1e9);

        assertThat(report.faults()).isEmpty();
        assertThat(report.taken()).isEqualTo(MESSAGES);
        assertThat(cases.counts(DESK.reach(Act.SEE_CASES)).openBySource()).containsEntry("messages", MESSAGES);
        assertThat(cases.counts(Actor.CITY.reach(Act.SEE_CASES)).reportedToday())
                .isGreaterThanOrEqualTo(MESSAGES);

        imported("messages", messages());
        assertThat(cases.counts(DESK.reach(Act.SEE_CASES)).openBySource()).containsEntry("messages", MESSAGES);

        assertThat(found("路灯"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.place()).isEqualTo(HERE));
    }

    @Test
    void aDamagedFileLosesOnlyItsDamagedRows() throws IOException {
        String heading = "留言编号,留言用户,留言主题,留言时间,留言详情,反对数,点赞数\n";
        String damaged = heading
                + ",A0001,没有编号,2019-02-28 11:25:05,x,0,0\n"
                + "b-1,A0002,,2019-02-28 11:25:05,没有主题,0,0\n"
                + "b-2,A0003," + "长".repeat(201) + ",2019-02-28 11:25:05,x,0,0\n"
                + "b-3,A0004,少几列\n"
                + "b-4,A0005,好的一行,2019-02-28 11:25:05,x,0,0\n";

        ImportReport report = imported("damaged", damaged);

        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.faults()).extracting(ImportReport.Fault::line).containsExactly(2L, 3L, 4L);
    }

    private List<CaseLine> found(String words) {
        return cases.list(DESK, Filter.ALL.source("messages").words(words), null)
                .cases();
    }

    private ImportReport imported(String source, String csv) {
        ReportColumns columns =
                new ReportColumns(source, "留言编号", "留言主题", "留言详情", "留言时间", "留言用户", "", "", "", "", "", "C-12", HERE);
        return cases.importReports(DESK, new StringReader(csv), columns, rows -> {});
    }

    private static String messages() throws IOException {
        try (Reader file = new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file("zh-gov-messages/f3_messages_votes.csv.gz"))),
                StandardCharsets.UTF_8)) {
            return file.readAllAsString();
        }
    }

    private static Path file(String name) {
        return Path.of(System.getenv("CHENGMAI_REAL_DATA"), name);
    }
}
