package org.chengmai.watch.model;

import java.time.Instant;

/** An entry as somebody asks for it; {@code typed} is the plate or card. */
public record NewEntry(String typed, String place, String basis, String unit, String reason, Instant expiresAt) {}
