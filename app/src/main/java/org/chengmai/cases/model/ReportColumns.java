package org.chengmai.cases.model;

/**
 * Which column of a CSV file is what of a report; empty where the file has none.
 *
 * @param source becomes {@link Report#source()} of every row
 * @param ref column of the number that tells rows apart
 * @param matterCode column of the matter's code; rows without one are {@code matter}
 * @param saidAt column of the time at which it was said there
 * @param lon column of degrees east, WGS-84
 * @param matter matter of rows that name none
 * @param place where all rows belong, as a path; empty only for whoever reaches everything, then each point tells
 */
public record ReportColumns(
        String source,
        String ref,
        String title,
        String words,
        String saidAt,
        String name,
        String phone,
        String address,
        String lon,
        String lat,
        String matterCode,
        String matter,
        String place) {}
