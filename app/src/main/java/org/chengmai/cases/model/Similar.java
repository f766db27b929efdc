package org.chengmai.cases.model;

/** A case that may tell of the same trouble: same matter, within 50 metres and 24 hours. */
public record Similar(CaseLine line, double metres) {}
