package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chengmai.kernel.Point;
import org.junit.jupiter.api.Test;

class Gcj02Test {

    private static final Offset<Double> CENTIMETRE = Offset.offset(1e-7);

    /** The pairs of the public reference implementations. */
    @Test
    void knownPairs() {
        Point tiananmen = Gcj02.fromWgs84(new Point(116.404, 39.915));
        assertThat(tiananmen.lon()).isCloseTo(116.41024449916938, CENTIMETRE);
        assertThat(tiananmen.lat()).isCloseTo(39.91640428150164, CENTIMETRE);

        Point shanghai = Gcj02.fromWgs84(new Point(121.4737, 31.2304));
        assertThat(shanghai.metresTo(new Point(121.4737, 31.2304))).isBetween(400.0, 600.0);
    }

    @Test
    void outsideChinaNothingShifts() {
        Point paris = new Point(2.35, 48.85);
        assertThat(Gcj02.fromWgs84(paris)).isEqualTo(paris);
        assertThat(Gcj02.toWgs84(paris)).isEqualTo(paris);
    }

    @Test
    void thereAndBackStaysWithinAMetre() {
        long seed = 20260101;
        SplittableRandom random = new SplittableRandom(seed);
        double worst = 0;
        for (int i = 0; i < 10_000; i++) {
            Point wgs = new Point(random.nextDouble(75, 134), random.nextDouble(18, 53));
            worst = Math.max(worst, Gcj02.toWgs84(Gcj02.fromWgs84(wgs)).metresTo(wgs));
        }
        assertThat(worst).as("metres, seed %d", seed).isLessThan(0.01);
    }
}
