package org.chengmai.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An accelerometer as its data sheet has it, accelerations in thousandths of g, noise as the deviation of samples at 100 Hz.
 *
 * <p>ADXL345 on its z axis (Analog Devices, rev. E, table 1 and "Noise performance"): 3.9 mg a step, 1.1 steps of noise at 100 Hz
 * (430 µg/√Hz), offset off by 40 mg, 1.2 mg/°C. ADXL350 on its y axis (Analog Devices, table 1): 1.95 mg a step, 1.1 steps of noise at
 * 100 Hz, offset ±150 mg at most, 0.31 mg/°C at most. ADXL357 (Analog Devices, rev. A, features, ±10 g): 51,200 steps a g,
 * 75 µg/√Hz, so 0.53 mg in the 50 Hz that 100 samples a second can hold, 0.75 mg/°C at most; its offset, which any standing car
 * shows by itself, is taken as that of the ADXL350. The sensitivity of the ADXL350 leaves the factory up to 7.7 % off (1.80 to 2.10 mg a
 * step); a box that was put right by gravity at its mounting keeps about 1.5 %.
 */
public record LiftSensor(String name, double noiseMg, double stepMg, double offsetMg, double driftMgPerDegree) {
    public static final List<LiftSensor> ALL = List.of(
            new LiftSensor("ADXL345", 4.3, 3.9, 40, 1.2),
            new LiftSensor("ADXL350", 2.1, 1.95, 150, 0.31),
            new LiftSensor("ADXL357", 0.53, 1000 / 51_200.0, 150, 0.75));

    private static final double G = 9.80665;
    private static final double MG = G / 1000;
    private static final double SCALE = 0.015;
    private static final double MOST_SCALE = 0.04;

    /** One sensor of the sort, glued somewhere. */
    static final class Mounted {
        private final LiftSensor sort;
        private final RandomGenerator random;
        private final double offset;
        private final double scale;
        private double degrees;
        private double trend;

        Mounted(LiftSensor sort, RandomGenerator random) {
            this.sort = sort;
            this.random = random;
            this.offset = sort.offsetMg * MG * Math.clamp(random.nextGaussian() / 2, -1, 1);
            this.scale = 1 + Math.clamp(SCALE * random.nextGaussian(), -MOST_SCALE, MOST_SCALE);
        }

        /** The shaft gets warmer or colder: up to some degrees an hour. */
        void passes(double seconds) {
            trend = Math.clamp(trend + random.nextGaussian() * Math.sqrt(seconds / 3_600), -3, 3);
            degrees = Math.clamp(degrees + trend * seconds / 3_600, -10, 10);
        }

        /** What it says when the car is accelerated upwards. */
        double shows(double acceleration) {
            double exact = (acceleration + G) * scale
                    + offset
                    + sort.driftMgPerDegree * MG * degrees
                    + sort.noiseMg * MG * random.nextGaussian();
            double step = sort.stepMg * MG;
            return Math.rint(exact / step) * step;
        }
    }
}
