package org.chengmai.replay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.device.Devices;
import org.chengmai.device.Intake;
import org.chengmai.device.NewDevice;
import org.chengmai.kernel.Actor;
import org.chengmai.replay.Registration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets a replay on the same machine register its devices. */
@RestController
class ReplayDoor {

    private final Devices devices;
    private final Areas areas;
    private final Intake intake;
    private final LocalSecret secret;

    ReplayDoor(Devices devices, Areas areas, Intake intake, LocalSecret secret) {
        this.devices = devices;
        this.areas = areas;
        this.intake = intake;
        this.secret = secret;
    }

    @PostMapping("/api/v1/replay")
    Registration.WayIn register(
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization,
            @RequestBody Registration registration) {
        secret.check(authorization);
        String place = place(registration.area());
        List<NewDevice> wanted = new ArrayList<>();
        wanted.add(NewDevice.of(registration.gateway(), registration.gateway(), "gateway", null, place));
        for (Registration.Device one : registration.devices()) {
            wanted.add(device(one, place, registration.parameters()));
        }
        devices.addAll(Actor.CITY, wanted);
        String token = devices.find(registration.gateway()).orElseThrow().token();
        return new Registration.WayIn(token, intake.mqttPort());
    }

    private static NewDevice device(Registration.Device one, String place, Map<String, Double> parameters) {
        return new NewDevice(one.id(), one.name(), one.kind(), null, null, place, parameters, null, true, false);
    }

    private String place(@Nullable String area) {
        if (area != null) {
            return areas.get(area).place();
        }
        return areas.roots().stream().findFirst().map(Area::place).orElse("");
    }
}
