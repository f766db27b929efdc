package org.chengmai.cases.model;

import java.util.List;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/** What somebody wants to do with a case. Every way back carries a reason. */
public sealed interface Command {

    /** The event that this command is after. */
    EventKind wish();

    /** 受理: the desk takes it up. */
    record Accept(String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.ACCEPTED;
        }
    }

    /**
     * 立案: it is a case. The clock starts. A case that nobody has accepted is accepted with it.
     *
     * @param matter the matter it turned out to be, or null to keep the reported one
     * @param place the place it turned out to be in, or null to keep it
     */
    record Register(@Nullable String matter, @Nullable String place, String words) implements Command {
        public Register(String words) {
            this(null, null, words);
        }

        @Override
        public EventKind wish() {
            return EventKind.REGISTERED;
        }
    }

    /**
     * 派遣: given to a unit. A case that is not registered yet is accepted and registered with it.
     *
     * @param account the person of the unit, or null for whoever of the unit takes it
     */
    record Assign(String unit, @Nullable Long account, String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.DISPATCHED;
        }
    }

    /** 改派: taken from the unit that has it and given to another unit or person. */
    record Reassign(String unit, @Nullable Long account, String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.REASSIGNED;
        }
    }

    /** 接单: a person of the unit takes it on. */
    record Take() implements Command {
        @Override
        public EventKind wish() {
            return EventKind.TAKEN;
        }
    }

    /** 到场. */
    record Arrive(@Nullable Point at) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.ARRIVED;
        }
    }

    /** 反馈: what came of it, with photos where the matter asks for one. */
    record FeedBack(Outcome outcome, String words, List<NewPhoto> photos) implements Command {
        public FeedBack {
            photos = List.copyOf(photos);
        }

        @Override
        public EventKind wish() {
            return EventKind.FED_BACK;
        }
    }

    /** 核实: somebody else looked. Not passed is rework, and {@code words} its reason. */
    record Verify(boolean passed, String words) implements Command {
        @Override
        public EventKind wish() {
            return passed ? EventKind.VERIFIED : EventKind.REWORKED;
        }
    }

    /** 结案. */
    record Close(String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.CLOSED;
        }
    }

    /** 退单: the unit gives it back to the dispatcher; three times, then only after {@link Unlock}. */
    record GiveBack(String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.GIVEN_BACK;
        }
    }

    /** 解锁: the dispatcher lets the case be given back again. */
    record Unlock(String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.UNLOCKED;
        }
    }

    /** 返工: the verifier or the dispatcher sends it to the same unit once more. */
    record Rework(String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.REWORKED;
        }
    }

    /** 退回立案: the dispatcher wants it registered again, with the right matter or place. */
    record ReturnToRegistrar(String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.RETURNED_TO_REGISTRAR;
        }
    }

    /** 退回上报人: the registrar needs to know more. */
    record ReturnToReporter(String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.RETURNED_TO_REPORTER;
        }
    }

    /** 作废: over without work; only while no unit has it. */
    record MakeVoid(String reason) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.VOIDED;
        }
    }

    /** 备注. */
    record Note(String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.NOTED;
        }
    }

    /**
     * 评价: the reporter says how it went, once, after closing.
     *
     * @param stars 1 to 5
     */
    record Rate(int stars, String words) implements Command {
        @Override
        public EventKind wish() {
            return EventKind.RATED;
        }
    }
}
