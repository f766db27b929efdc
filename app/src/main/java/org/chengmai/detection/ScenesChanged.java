package org.chengmai.detection;

/** The scenes that watch are others than before, or their rules are. */
public record ScenesChanged() {}
