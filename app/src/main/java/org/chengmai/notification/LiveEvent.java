package org.chengmai.notification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that open pages should show at once; who missed it loses nothing but the moment.
 *
 * @param topic {@code case}, {@code alarm}, {@code device} or {@code inbox}
 * @param place where it happened; only people whose reach covers it are told
 * @param unit the unit it concerns, whose people are told too
 * @param account the one person it is for; 0 for everybody within reach
 * @param data what the browser gets, as JSON
 */
public record LiveEvent(
        String topic, String place, @Nullable String unit, long account, Map<String, Object> data) {

    public LiveEvent {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
