package org.chengmai.stream;

/** A level of the city at which devices of one kind are looked at together; the word is the name in lower case. */
public enum PlaceLevel {
    BUILDING,
    ESTATE,
    GRID,
    COMMITTEE,
    STREET
}
