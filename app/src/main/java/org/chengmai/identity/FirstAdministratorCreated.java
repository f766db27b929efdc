package org.chengmai.identity;

/** The city has its first administrator: pages and intake doors open now. */
public record FirstAdministratorCreated() {}
