package org.chengmai.notification;

/**
 * A program elsewhere that is told what happens.
 *
 * @param types what it asked for, separated by commas: {@code case.reported}, {@code case.*} or {@code *}
 * @param place only what happens below it is told
 */
public record Webhook(long id, String name, String url, String types, String place, boolean active) {}
