package org.chengmai.detection;

/** An alarm was raised and committed; {@link Alarms} knows more. */
public record AlarmRaised(long id, String deviceId, String scene, String rule, String place) {}
