package org.chengmai.device.model;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What of a text from a device may be kept when nobody knows what it says: plates, numbers of identity cards and telephones
 * are masked. Plates (GA 36: seven characters, eight for new energy) with or without dots, spaces and dashes, their Han
 * character written, escaped as in JSON, or broken by a wrong encoding; identity numbers by GB 11643. Digits become zeros, so
 * that JSON stays JSON.
 */
public final class Redaction {

    private static final String GAP = "(?:[ \\u00a0·•・.‧_-]|\\\\u00b7){0,2}";
    private static final String HAN = "(?:\\p{IsHan}|\\uFFFD{1,3}|\\\\u[0-9a-fA-F]{4})";
    private static final Pattern PLATE = Pattern.compile(
            "(" + HAN + GAP + "[A-Z])(?:" + GAP + "[A-Z0-9]){4,7}" + HAN + "?", Pattern.CASE_INSENSITIVE);
    private static final Pattern POLICE =
            Pattern.compile("(?<![A-Z])(WJ)" + GAP + "(?:" + HAN + "|[0-9]{2})" + GAP + "[0-9]{4,5}[A-Z]?");
    private static final Pattern IDENTITY = Pattern.compile(
            "(?<![0-9])(?<![0-9][.])([1-9][0-9]{5})([ -]?(?:1[89]|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
                    + "[ -]?[0-9]{3}[0-9Xx]?)(?![0-9])");
    private static final Pattern MOBILE = Pattern.compile(
            "(?<![0-9])(?<![0-9][.])((?:\\+?86[ -]?)?1[3-9][0-9])([ -]?[0-9]{4}[ -]?[0-9]{4})(?![0-9])");
    private static final Pattern LANDLINE =
            Pattern.compile("(?<![0-9])((?:\\+?86[ -]?)?0[1-9][0-9]{1,2}-)([0-9]{7,8})(?![0-9])");

    private Redaction() {}

    public static String of(String text) {
        String plates = PLATE.matcher(text).replaceAll("$1*****");
        String police = POLICE.matcher(plates).replaceAll("$1*****");
        String identities = IDENTITY.matcher(police).replaceAll(Redaction::zeros);
        String mobiles = MOBILE.matcher(identities).replaceAll(Redaction::zeros);
        return LANDLINE.matcher(mobiles).replaceAll(Redaction::zeros);
    }

    private static String zeros(MatchResult found) {
        return found.group(1) + found.group(2).replaceAll("[0-9Xx]", "0");
    }

    /** Whether nothing in the text names a person or a vehicle. */
    public static boolean clean(String text) {
        return of(text).equals(text);
    }
}
