package org.chengmai.demo;

import java.util.ArrayList;
import java.util.List;

/** How a car goes from one height to another: pieces of constant jerk, so that acceleration never jumps but where it brakes hard. */
final class LiftProfile {

    /** A piece, with what holds at its beginning. */
    private record Piece(
            double from, double lasts, double position, double velocity, double acceleration, double jerk) {
        double positionAt(double t) {
            return position + velocity * t + acceleration * t * t / 2 + jerk * t * t * t / 6;
        }

        double velocityAt(double t) {
            return velocity + acceleration * t + jerk * t * t / 2;
        }

        double accelerationAt(double t) {
            return acceleration + jerk * t;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    private LiftProfile(double start) {
        pieces.add(new Piece(0, 0, start, 0, 0, 0));
    }

    /**
     * From stop to stop at the rated velocity, or less where the way is short.
     *
     * @param creepMetres the last of the way, which is crept at {@code creep}; 0 for none
     */
    static LiftProfile between(
            double from, double to, double rated, double most, double jerk, double creepMetres, double creep) {
        LiftProfile profile = new LiftProfile(from);
        double sign = Math.signum(to - from);
        double way = Math.abs(to - from) - creepMetres;
        double top = rated;
        while (length(top, most, jerk) - (creepMetres > 0 ? length(creep, most, jerk) / 2 : 0) > way) {
            top *= 0.995;
        }
        profile.change(sign * top, most, jerk);
        double slowing = creepMetres > 0
                ? (length(top, most, jerk) - length(creep, most, jerk)) / 2
                : length(top, most, jerk) / 2;
        double slowingWay = creepMetres > 0 ? slowing + changeCorrection(top, creep, most, jerk) : slowing;
        profile.hold(Math.max(0, (way - length(top, most, jerk) / 2 - slowingWay) / top));
        if (creepMetres > 0) {
            profile.change(sign * creep, most, jerk);
            double left = Math.abs(to - profile.end()) - length(creep, most, jerk) / 2;
            profile.hold(Math.max(0, left / creep));
        }
        profile.change(0, most, jerk);
        return profile;
    }

    /** The way of speeding up and slowing down. */
    private static double length(double velocity, double most, double jerk) {
        double lasts = velocity >= most * most / jerk ? velocity / most + most / jerk : 2 * Math.sqrt(velocity / jerk);
        return velocity * lasts;
    }

    /** By how much the way from one velocity to another is longer than half the difference of the ways from a stop. */
    private static double changeCorrection(double from, double to, double most, double jerk) {
        double step = from - to;
        double lasts = step >= most * most / jerk ? step / most + most / jerk : 2 * Math.sqrt(step / jerk);
        return (from + to) / 2 * lasts - (length(from, most, jerk) - length(to, most, jerk)) / 2;
    }

    /** Another velocity, by a jerk, an acceleration held, and the jerk back. */
    private void change(double velocity, double most, double jerk) {
        double step = velocity - velocityAt(lasts());
        double sign = Math.signum(step);
        boolean isFull = Math.abs(step) >= most * most / jerk;
        double rising = isFull ? most / jerk : Math.sqrt(Math.abs(step) / jerk);
        piece(rising, sign * jerk);
        piece(isFull ? Math.abs(step) / most - most / jerk : 0, 0);
        piece(rising, -sign * jerk);
    }

    private void hold(double seconds) {
        piece(seconds, 0);
    }

    private void piece(double lasts, double jerk) {
        Piece last = pieces.getLast();
        double t = last.lasts;
        pieces.add(
                new Piece(last.from + t, lasts, last.positionAt(t), last.velocityAt(t), last.accelerationAt(t), jerk));
    }

    /** The same until a moment, then the brake falls in. */
    LiftProfile brakedAt(double seconds, double by) {
        LiftProfile braked = new LiftProfile(pieces.getFirst().position);
        braked.pieces.clear();
        for (Piece piece : pieces) {
            if (piece.from < seconds) {
                double lasts = Math.min(piece.lasts, seconds - piece.from);
                braked.pieces.add(
                        new Piece(piece.from, lasts, piece.position, piece.velocity, piece.acceleration, piece.jerk));
            }
        }
        double velocity = velocityAt(seconds);
        double position = positionAt(seconds);
        braked.pieces.add(
                new Piece(seconds, Math.abs(velocity) / by, position, velocity, -Math.signum(velocity) * by, 0));
        return braked;
    }

    double lasts() {
        return pieces.getLast().from + pieces.getLast().lasts;
    }

    double end() {
        return positionAt(lasts());
    }

    double positionAt(double t) {
        Piece piece = at(t);
        return piece.positionAt(Math.min(t - piece.from, piece.lasts));
    }

    double velocityAt(double t) {
        Piece piece = at(t);
        return piece.velocityAt(Math.min(t - piece.from, piece.lasts));
    }

    double accelerationAt(double t) {
        Piece piece = at(t);
        return t < 0 || t > lasts() ? 0 : piece.accelerationAt(Math.min(t - piece.from, piece.lasts));
    }

    private Piece at(double t) {
        int i = pieces.size() - 1;
        while (i > 0 && pieces.get(i).from > t) {
            i--;
        }
        return pieces.get(i);
    }
}
