package org.chengmai.area;

/** The tree or the outlines have changed and are already in use. */
public record AreasChanged() {}
