package org.chengmai.device;

/** A kind is new or has other channels; told after the commit. */
public record KindChanged(String id) {}
