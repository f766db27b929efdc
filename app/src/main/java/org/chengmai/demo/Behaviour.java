package org.chengmai.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a kind of device sends while all is well, and what it sends while something is wrong. */
enum Behaviour {
    FIRE_LANE("fire-lane", 420, "standMinutes", 1, Duration.ofSeconds(15)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of("occupied", 0, "battery", battery(random));
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of("occupied", 1, "battery", battery(random));
        }
    },
    STAIR_DOOR("stair-door", 420, "openMinutes", 1, Duration.ofSeconds(15)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of("open", 0, "battery", battery(random));
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of("open", 1, "battery", battery(random));
        }
    },
    SMOKE("smoke", 520, "", 0, Duration.ofSeconds(5)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of("smoke", 0, "temperature", rounded(19 + 4 * random.nextDouble()), "battery", battery(random));
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of(
                    "smoke", 1, "temperature", rounded(44 + 12 * random.nextDouble()), "battery", battery(random));
        }
    },
    ARC("arc", 176, "", 0, Duration.ofMillis(1500)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of(
                    "variance", rounded(0.2 + 0.1 * random.nextDouble()),
                    "stagnation", rounded(0.5 + 0.1 * random.nextDouble()),
                    "integral", rounded(0.5 + 0.1 * random.nextDouble()),
                    "fundamental", rounded(0.94 + 0.04 * random.nextDouble()));
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of(
                    "variance", rounded(0.9 + 0.1 * random.nextDouble()),
                    "stagnation", rounded(0.15 + 0.1 * random.nextDouble()),
                    "integral", rounded(0.1 + 0.05 * random.nextDouble()),
                    "fundamental", rounded(0.65 + 0.2 * random.nextDouble()));
        }
    },
    CAMERA("camera", 60, "", 0, Duration.ofSeconds(20)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of("sharedBikes", 0, "stalls", 0);
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of("sharedBikes", 5 + random.nextInt(18), "stalls", 0);
        }
    },
    HOME("home-activity", 400, "limitMinutes", 2, Duration.ofSeconds(30)) {
        @Override
        Map<String, Number> usual(RandomGenerator random) {
            return Map.of("motion", 1, "heartbeat", 1, "battery", battery(random));
        }

        @Override
        Map<String, Number> troubled(RandomGenerator random) {
            return Map.of("heartbeat", 1, "battery", battery(random));
        }
    };

    private static final double FULL = 100;
    private static final double YEAR = 365.0 * 24 * 60;

    private final String kind;
    private final int devices;
    private final String parameter;
    private final double shortLimit;
    private final Duration urge;

    Behaviour(String kind, int devices, String parameter, double shortLimit, Duration urge) {
        this.kind = kind;
        this.devices = devices;
        this.parameter = parameter;
        this.shortLimit = shortLimit;
        this.urge = urge;
    }

    abstract Map<String, Number> usual(RandomGenerator random);

    abstract Map<String, Number> troubled(RandomGenerator random);

    /** What it sends while only its battery is low; empty where it has none. */
    Optional<Map<String, Number>> weak(RandomGenerator random) {
        Map<String, Number> values = new java.util.HashMap<>(usual(random));
        if (values.replace("battery", 9 + random.nextInt(8)) == null) {
            return Optional.empty();
        }
        return Optional.of(values);
    }

    static Optional<Behaviour> of(String kind) {
        return Arrays.stream(values()).filter(b -> b.kind.equals(kind)).findFirst();
    }

    String kind() {
        return kind;
    }

    /** How many of them the example district has. */
    int devices() {
        return devices;
    }

    /** The limits of their own that let a device rest as long as the demonstration does: no alarm of silence at the next start. */
    Map<String, Double> patient() {
        return this == HOME ? Map.of("silentMinutes", YEAR, "limitMinutes", YEAR) : Map.of("silentMinutes", YEAR);
    }

    /** The limits of their own that impatient devices have, so that a visitor need not wait long. */
    Map<String, Double> impatient() {
        return parameter.isEmpty() ? Map.of() : Map.of(parameter, shortLimit);
    }

    /** How often it sends while something is wrong. */
    Duration urge() {
        return urge;
    }

    private static Number battery(RandomGenerator random) {
        return rounded(FULL - 35 * random.nextDouble());
    }

    private static Number rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
