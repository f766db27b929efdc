package org.chengmai.cases.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a case: one record a kind, all that {@link Life#apply} needs. Stored as the line's words and, as JSON,
 * the other components by their names; so names and meanings never change, new components may be added if they may be null.
 */
public sealed interface Fact {

    EventKind kind();

    /** What somebody said with it; empty when nothing. */
    default String words() {
        return "";
    }

    /** @param words the title */
    record Reported(
            String source,
            String sourceRef,
            Terms terms,
            @Nullable Point point,
            @Nullable String deviceId,
            @Nullable String saidAt,
            int photos,
            String words)
            implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.REPORTED;
        }
    }

    record Accepted(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.ACCEPTED;
        }
    }

    record Registered(Terms terms, Instant deadline, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.REGISTERED;
        }
    }

    record Dispatched(String unit, @Nullable Long to, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.DISPATCHED;
        }
    }

    record Reassigned(String from, String unit, @Nullable Long to, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.REASSIGNED;
        }
    }

    record Taken(String unit) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.TAKEN;
        }
    }

    record Arrived(@Nullable Point point) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.ARRIVED;
        }
    }

    record FedBack(String unit, Outcome outcome, int photos, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.FED_BACK;
        }
    }

    record Verified(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.VERIFIED;
        }
    }

    record Closed(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.CLOSED;
        }
    }

    /** @param time the first, second or third time since the case was last unlocked */
    record GivenBack(String unit, int time, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.GIVEN_BACK;
        }
    }

    record Unlocked(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.UNLOCKED;
        }
    }

    record Reworked(String unit, @Nullable Long to, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.REWORKED;
        }
    }

    record ReturnedToRegistrar(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.RETURNED_TO_REGISTRAR;
        }
    }

    record ReturnedToReporter(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.RETURNED_TO_REPORTER;
        }
    }

    record Voided(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.VOIDED;
        }
    }

    record Noted(String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.NOTED;
        }
    }

    /**
     * @param key what the observer calls it; a case takes the same key once
     * @param en the words in English; null for what was observed in Chinese alone
     */
    record Observed(
            String key,
            String words,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String en) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.OBSERVED;
        }
    }

    record Overdue(Instant deadline) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.OVERDUE;
        }
    }

    record Rated(int stars, String words) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.RATED;
        }
    }

    /** What a case is about and how long it may take. */
    record Terms(
            String matter,
            String place,
            Severity severity,
            boolean automatic,
            Duration limit,
            ClockKind clock,
            boolean needsPhoto) {}
}
