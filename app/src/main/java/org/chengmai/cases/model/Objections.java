package org.chengmai.cases.model;

import java.time.Instant;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;

/** What may stand in the way of one wish on one case, each as a refusal in a sentence. */
final class Objections {

    private static final int LONGEST_WORDS = 20_000;

    private final String number;
    private final Status status;
    private final EventKind wish;

    Objections(CaseState state, EventKind wish) {
        this.number = state.number();
        this.status = state.status();
        this.wish = wish;
    }

    private String toWish() {
        return "Expected to %s case %s, but ".formatted(wish.wish(), number);
    }

    Refusal wrongStep() {
        return Refusal.conflict("case.step", toWish() + "it is %s.".formatted(status), wish, number, status);
    }

    Refusal stillWith(Task task) {
        return Refusal.conflict(
                "case.withUnit", toWish() + "unit %s still has it.".formatted(task.unit()), wish, number, task.unit());
    }

    Refusal arrivedAlready(Instant at) {
        String when = CityTime.minute(at);
        return Refusal.conflict(
                "case.arrived", toWish() + "somebody arrived at %s.".formatted(when), wish, number, when);
    }

    Refusal photoNeeded() {
        return Refusal.badInput("case.photo.needed", toWish() + "its matter asks for a photo.", wish, number);
    }

    Refusal locked(int times) {
        return Refusal.conflict(
                "case.locked",
                toWish() + "it was given back %d times and is locked until a dispatcher unlocks it.".formatted(times),
                wish,
                number,
                times);
    }

    Refusal notLocked() {
        return Refusal.conflict("case.notLocked", toWish() + "it is not locked.", wish, number);
    }

    Refusal ownWork(Actor actor) {
        return Refusal.forbidden(
                "case.ownWork", toWish() + "%s did the work.".formatted(actor.name()), wish, number, actor.name());
    }

    Refusal notGivenTo(Actor actor, Task task) {
        return Refusal.forbidden(
                "case.notYours",
                toWish() + "it is given to unit %s, not to %s.".formatted(task.unit(), actor.name()),
                wish,
                number,
                task.unit(),
                actor.name());
    }

    Refusal notTheReporter(Actor actor) {
        return Refusal.forbidden(
                "case.notReporter",
                toWish() + "%s did not report it.".formatted(actor.name()),
                wish,
                number,
                actor.name());
    }

    Refusal ratedAlready(int stars) {
        return Refusal.conflict(
                "case.rated", toWish() + "it has %d stars already.".formatted(stars), wish, number, stars);
    }

    Refusal stars(int stars) {
        return Refusal.badInput(
                "case.stars", toWish() + "%d is not between 1 and 5 stars.".formatted(stars), wish, number, stars);
    }

    Refusal unknownUnit(String unit) {
        return Refusal.badInput("case.unit", toWish() + "there is no unit '%s'.".formatted(unit), wish, number, unit);
    }

    String reason(String reason) {
        if (reason.isBlank()) {
            throw Refusal.badInput("case.reason", toWish() + "no reason is given.", wish, number);
        }
        return words(reason);
    }

    String words(String words) {
        if (words.isBlank()) {
            throw Refusal.badInput("case.words", toWish() + "nothing is said.", wish, number);
        }
        if (words.length() > LONGEST_WORDS) {
            throw Refusal.tooLarge(
                    "case.words.long",
                    toWish() + "%d characters are more than %d.".formatted(words.length(), LONGEST_WORDS),
                    wish,
                    number,
                    LONGEST_WORDS);
        }
        return words.strip();
    }
}
