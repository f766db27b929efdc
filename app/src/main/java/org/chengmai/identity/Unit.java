package org.chengmai.identity;

/**
 * A responsible unit 处置单位: whoever cases are given to.
 *
 * @param id short code, unique in the city
 * @param phone where the unit is reached; empty when none is known
 * @param place where the unit belongs in the area tree
 */
public record Unit(String id, String name, String phone, String place) {}
