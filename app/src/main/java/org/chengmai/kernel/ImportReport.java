package org.chengmai.kernel;

import java.util.List;

/**
 * What became of an imported file: how many rows went in, and each one that did not, with its line and why.
 *
 * @param taken rows that went in, new or changed
 */
public record ImportReport(int taken, List<Fault> faults) {

    /**
     * A row that was left out.
     *
     * @param line counts from 1, the heading included
     * @param reason English; a page shows the message {@code refusal.<code>}, filled with the arguments, where there is one
     * @param code of the refusal; empty when there was none
     */
    public record Fault(long line, String reason, String code, List<Object> arguments) {

        public Fault {
            arguments = List.copyOf(arguments);
        }

        public Fault(long line, String reason) {
            this(line, reason, "", List.of());
        }

        /** The row was refused. */
        public static Fault of(long line, Refusal refusal) {
            return new Fault(line, refusal.sentence(), refusal.code(), List.of(refusal.arguments()));
        }

        /** Key of the message for people. */
        public String key() {
            return "refusal." + code;
        }

        /** What fills the message. */
        public Object[] fillings() {
            return arguments.toArray();
        }
    }

    public ImportReport {
        faults = List.copyOf(faults);
    }
}
