package org.chengmai.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An accelerometer as its data sheet has it, accelerations in m/s².
 *
 * <p>ADXL345 (Analog Devices, data sheet rev. E, z axis): 1.1 LSB of 3.9 mg rms at 100 Hz, offset ±40 mg typical, 1.2 mg/°C;
 * LIS3DH (STMicroelectronics, DocID17530 rev. 2): 220 µg/√Hz, 1 mg/digit, ±40 mg, 0.5 mg/°C; ADXL355 (Analog Devices):
 * 22.5 µg/√Hz, 20 bit, ±25 mg, 0.15 mg/°C at most. All three leave the factory with a sensitivity some percent off; a box
 * that was put right by gravity at its mounting keeps about 1.5 %.
 */
public record LiftSensor(String name, double noiseMg, double stepMg, double offsetMg, double driftMgPerDegree) {
    public static final List<LiftSensor> ALL = List.of(
            new LiftSensor("ADXL345", 4.3, 3.9, 40, 1.2),
            new LiftSensor("LIS3DH", 1.6, 1, 40, 0.5),
            new LiftSensor("ADXL355", 0.16, 0.004, 25, 0.15));

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
