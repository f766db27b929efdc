package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.city.CityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Somebody reads the log again between two moments of arrival, for some devices. */
@CityTest
@Import(DeviceKit.class)
class A07_ScanTest {

    @Autowired
    private DeviceKit city;

    @Autowired
    private Readings readings;

    @LocalServerPort
    private int port;

    @Test
    void whatSomeDevicesSentBetweenTwoMomentsInTheOrderOfTheLog() throws Exception {
        Device one = city.device();
        Device other = city.device();
        DeviceKit.post(
                port,
                one,
                "[{\"ts\":1760000005000,\"values\":{\"level\":5}},{\"ts\":1760000001000,\"values\":{\"level\":1}}]");
        DeviceKit.post(port, other, "{\"level\":7}");
        DeviceKit.post(port, one, "{\"level\":2,\"battery\":50}");

        List<String> all = scan(0, Long.MAX_VALUE, one);
        assertThat(all).extracting(line -> line.split(" ")[1]).containsExactly("0=5.0", "0=1.0", "0=2.0", "2=50.0");

        long last = Long.parseLong(all.getLast().split(" ")[0]);
        assertThat(scan(0, last, one)).isEqualTo(all.subList(0, 2));
        assertThat(scan(last, last + 1, one)).isEqualTo(all.subList(2, 4));
    }

    private List<String> scan(long from, long to, Device device) {
        List<String> told = new ArrayList<>();
        readings.scan(from, to, no -> no == device.no(), batch -> {
            for (int i = 0; i < batch.size(); i++) {
                told.add("%d %d=%s".formatted(batch.receivedMillis() * 1000, batch.channel(i), batch.value(i)));
            }
        });
        return told;
    }
}
