package org.chengmai.cases;

/** A case is over: closed, or void. For whoever reported it. */
public record CaseClosed(long id, String source, String sourceRef) {}
