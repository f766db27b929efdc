package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.chengmai.city.CityTest;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.store.LastStore;
import org.chengmai.device.store.LogReader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Whenever the program dies, what a start finds (last values as saved, then the log from there) is what was in memory. */
@CityTest
@Import(DeviceKit.class)
class A06_LastValuesTest {

    private static final int CHANNELS = 3;

    @Autowired
    private DeviceKit city;

    @Autowired
    private LastValues inMemory;

    @Autowired
    private LastStore store;

    @Autowired
    private LogReader log;

    @LocalServerPort
    private int port;

    @Test
    void beforeAndAfterTheyAreSaved() throws Exception {
        Device device = city.device();
        DeviceKit.post(
                port,
                device,
                "[{\"level\":1,\"open\":true},{\"ts\":1760000000000,\"values\":{\"level\":9,\"battery\":50}}]");
        assertThat(foundByAStart(device)).isEqualTo(shown(inMemory, device)).contains("[1.0, 1.0, 50.0]");

        DeviceKit.await(() -> city.database
                        .sql("select count(*) from device.last where device = :no")
                        .param("no", device.no())
                        .query(Long.class)
                        .single()
                == 1);
        DeviceKit.post(port, device, "{\"level\":2}");

        assertThat(foundByAStart(device)).isEqualTo(shown(inMemory, device)).contains("[2.0, 1.0, 50.0]");
    }

    private String foundByAStart(Device device) {
        LastValues fresh = new LastValues();
        long mark = store.load(fresh);
        log.replay(mark, fresh::accept);
        DeviceKit.await(() -> shown(inMemory, device).equals(shown(fresh, device)));
        return shown(fresh, device);
    }

    private static String shown(LastValues last, Device device) {
        double[] values = new double[CHANNELS];
        long[] at = new long[CHANNELS];
        last.copy(device.no(), values, at);
        return last.seen(device.no()) + " " + Arrays.toString(values) + Arrays.toString(at);
    }
}
