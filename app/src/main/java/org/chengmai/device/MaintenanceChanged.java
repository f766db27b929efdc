package org.chengmai.device;

/** A maintenance window was set or ended; told after the commit. */
public record MaintenanceChanged(long window) {}
