package org.chengmai.detection.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The end of a sentence about an unknown word: the one that was probably meant, or all that there are. */
final class Suggestion {

    private Suggestion() {}

    /** {@code did you mean 'limit'?}, or {@code known: limit, clock.} */
    static String among(String word, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(word, k) <= Math.max(1, Math.min(word.length(), k.length()) / 3))
                .min(Comparator.comparingInt(k -> distance(word, k)))
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> "known: " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    /** Levenshtein's distance, case aside. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(java.util.Locale.ROOT);
        String b = other.toLowerCase(java.util.Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
