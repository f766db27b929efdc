package org.chengmai.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.area.Level;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.NewDevice;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/** The 2,000 made-up devices of the example district, spread over its committees, and the gateways that speak for them. */
final class Fleet {

    static final String GATEWAY = "gateway";
    private static final int GATEWAYS = 4;
    private static final double JITTER_DEGREES = 0.0035;
    private static final int TRIES = 12;
    /** Of how many one is impatient: has a short limit of its own. */
    private static final int IMPATIENT = 6;
    /** Of homes fewer are: each of them is missed as soon as the demonstration rests for a while. */
    private static final int IMPATIENT_HOMES = 130;

    private final Devices devices;
    private final Areas areas;
    private final Random random;

    Fleet(Devices devices, Areas areas, Random random) {
        this.devices = devices;
        this.areas = areas;
        this.random = random;
    }

    /** Puts up every device when the city has none yet. */
    void putUp() {
        if (devices.all().findAny().isPresent()) {
            return;
        }
        List<Area> committees = areas.below("", Level.COMMITTEE);
        List<NewDevice> all = new ArrayList<>();
        for (int i = 1; i <= GATEWAYS; i++) {
            Area district = areas.get(ExampleDistrict.ID);
            all.add(device("GW-%02d".formatted(i), "社区网关 " + i, GATEWAY, null, district.place(), Map.of()));
        }
        int next = 0;
        for (Behaviour behaviour : Behaviour.values()) {
            for (int i = 1; i <= behaviour.devices(); i++) {
                all.add(device(behaviour, i, committees.get(next++ % committees.size())));
            }
        }
        devices.addAll(Actor.CITY, all);
    }

    private NewDevice device(Behaviour behaviour, int number, Area committee) {
        int each = behaviour == Behaviour.HOME ? IMPATIENT_HOMES : IMPATIENT;
        Map<String, Double> own = new HashMap<>(behaviour.patient());
        if (number % each == 0) {
            own.putAll(behaviour.impatient());
        }
        return device(
                "%s-%04d".formatted(behaviour.kind(), number),
                name(behaviour, committee),
                behaviour.kind(),
                point(committee),
                committee.place(),
                own);
    }

    private static NewDevice device(
            String id, String name, String kind, @Nullable Point point, String place, Map<String, Double> own) {
        return new NewDevice(id, name, kind, null, point, place, own, null, true, true);
    }

    private @Nullable Point point(Area committee) {
        Point centre = committee.centre();
        for (int i = 0; centre != null && i < TRIES; i++) {
            Point near = new Point(centre.lon() + jitter(), centre.lat() + jitter());
            if (areas.at(near)
                    .filter(a -> a.place().startsWith(committee.place()))
                    .isPresent()) {
                return near;
            }
        }
        return centre;
    }

    private double jitter() {
        return Math.round((random.nextDouble() * 2 - 1) * JITTER_DEGREES * 1e6) / 1e6;
    }

    private String name(Behaviour behaviour, Area committee) {
        String estate = committee.name().replaceAll("(第.*)?(居民委员会|居委会|村委会)$", "");
        int house = 1 + random.nextInt(60);
        int floor = 1 + random.nextInt(6);
        return estate
                + switch (behaviour) {
                    case FIRE_LANE -> "%d号消防通道".formatted(1 + random.nextInt(9));
                    case STAIR_DOOR -> "%d号楼楼洞门".formatted(house);
                    case SMOKE -> "%d号楼%d层烟感".formatted(house, floor);
                    case ARC -> "%d号楼配电箱".formatted(house);
                    case CAMERA -> "路口%d号摄像机".formatted(1 + random.nextInt(9));
                    case HOME -> "%d号楼%d0%d室".formatted(house, floor, 1 + random.nextInt(4));
                };
    }

    /** The gateways with their tokens. */
    List<Device> gateways() {
        return devices.all().filter(d -> d.kind().equals(GATEWAY)).toList();
    }

    /** Everything that a gateway speaks for, in the order of the numbers. */
    List<Device> behindGateways() {
        return devices.all()
                .filter(d -> d.simulated() && !d.kind().equals(GATEWAY))
                .sorted(java.util.Comparator.comparingInt(Device::no))
                .toList();
    }
}
