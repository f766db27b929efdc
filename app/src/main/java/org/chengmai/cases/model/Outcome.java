package org.chengmai.cases.model;

/** What a unit's work came to. The two are counted apart: an answer is not a repair. */
public enum Outcome {
    /** 实际解决. */
    RESOLVED,
    /** 解释说明. */
    EXPLAINED
}
