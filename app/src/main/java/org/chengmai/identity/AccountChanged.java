package org.chengmai.identity;

/** The grants, the password or the state of an account changed; whoever holds a copy of its reach asks again. */
public record AccountChanged(long account) {}
