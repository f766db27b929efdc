package org.chengmai.cases.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.EventKind;
import org.chengmai.cases.model.Fact;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Point;
import org.junit.jupiter.api.Test;

/** What a history holds is read for ever: the golden file may grow, a line of it never changes. */
class FactJsonTest {

    private static final Fact.Terms TERMS =
            new Fact.Terms("C-04", "310107/", Severity.MAJOR, true, Duration.ofHours(4), ClockKind.WORK_HOURS, true);
    private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");

    private static final List<Fact> ONE_OF_EACH = List.of(
            new Fact.Reported("scene:B4", "7", TERMS, new Point(121.41, 31.24), "bin-7", null, 2, "车道被占"),
            new Fact.Accepted(""),
            new Fact.Registered(TERMS, NOON, "属实"),
            new Fact.Dispatched("clean-1", null, "请尽快"),
            new Fact.Reassigned("clean-1", "green-1", 13L, "没人接"),
            new Fact.Taken("green-1"),
            new Fact.Arrived(null),
            new Fact.FedBack("green-1", Outcome.EXPLAINED, 0, "不属实"),
            new Fact.Verified("看过了"),
            new Fact.Closed(""),
            new Fact.GivenBack("clean-1", 2, "不归我们"),
            new Fact.Unlocked("再看看"),
            new Fact.Reworked("green-1", 13L, "没干净"),
            new Fact.ReturnedToRegistrar("事项不对"),
            new Fact.ReturnedToReporter("在哪里?"),
            new Fact.Voided("重复"),
            new Fact.Noted("备注"),
            new Fact.Observed("alarm.5", "报警解除", null),
            new Fact.Overdue(NOON),
            new Fact.Rated(5, "谢谢"),
            new Fact.Observed("alarm.6", "报警解除", "Alarm over"));

    @Test
    void everyKindIsStoredAsItAlwaysWas() throws IOException {
        String stored = ONE_OF_EACH.stream()
                .map(fact -> fact.kind().stored() + "\t" + fact.words() + "\t" + FactJson.data(fact))
                .collect(Collectors.joining("\n"));

        assertThat(stored).isEqualTo(golden());
        assertThat(ONE_OF_EACH.stream().map(Fact::kind).collect(Collectors.toSet()))
                .isEqualTo(Set.of(EventKind.values()));
    }

    @Test
    void whatIsStoredIsRead() throws IOException {
        List<Fact> read = golden().lines()
                .map(line -> line.split("\t", -1))
                .map(f -> FactJson.read(EventKind.ofStored(f[0]), f[1], f[2]))
                .toList();

        assertThat(read).isEqualTo(ONE_OF_EACH);
    }

    private static String golden() throws IOException {
        try (InputStream in = FactJsonTest.class.getResourceAsStream("/cases/facts.golden")) {
            assertThat(in).isNotNull();
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .stripTrailing();
        }
    }
}
