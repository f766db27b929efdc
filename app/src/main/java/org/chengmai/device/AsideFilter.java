package org.chengmai.device;

/** Which lines to show: name of an {@link AsideReason} and id of a device; empty shows all. */
public record AsideFilter(String reason, String device) {

    public static final AsideFilter ALL = new AsideFilter("", "");
}
