package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chengmai.city.CityTest;
import org.chengmai.device.intake.Pump;
import org.chengmai.device.model.LastValues;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A camera numbers what it follows without end, and still has no more spots than it may. */
@CityTest
@TestPropertySource(properties = "test.city=spots")
@Import(DeviceKit.class)
class A14_SpotsAreLentTest {

    @Autowired
    private DeviceKit kit;

    @Autowired
    private Registry registry;

    @Autowired
    private LastValues last;

    @Autowired
    private Roll roll;

    @Autowired
    private Pump pump;

    @LocalServerPort
    private int port;

    private Spots at(InstantSource clock) {
        return new Spots(registry, last, roll, pump, clock);
    }

    private void sees(Device camera, String object) throws Exception {
        DeviceKit.post(port, camera, "{\"stalls\":1,\"object\":\"%s\"}".formatted(object));
    }

    @Test
    void theSpotThatWasNotSeenForLongestBecomesAnother() throws Exception {
        kit.devices.add(Actor.CITY, NewDevice.of("cam-lent", "东门", "camera", null, DeviceKit.HERE));
        Device camera = kit.devices.find("cam-lent").orElseThrow();
        for (int object = 1; object <= Spots.MOST; object++) {
            sees(camera, "t" + object);
        }
        sees(camera, "t1");
        assertThat(at(InstantSource.system()).of(camera, said("t65")))
                .as("none is idle yet, so it counts for the camera")
                .isEqualTo(camera);

        Spots later = at(InstantSource.offset(InstantSource.system(), Duration.ofHours(Spots.IDLE_HOURS + 1)));
        Device lent = later.of(camera, said("t65"));
        assertThat(lent.id()).isEqualTo("cam-lent#2");
        assertThat(lent.name()).isEqualTo("东门 · t65");
        assertThat(later.of(camera, said("t65")).no()).isEqualTo(lent.no());
        List<Device> spots = later.of(camera);
        assertThat(spots).hasSize(Spots.MOST).extracting(Device::name).doesNotContain("东门 · t2");
    }

    private static UnaryOperator<@Nullable String> said(String object) {
        return channel -> channel.equals("object") ? object : null;
    }
}
