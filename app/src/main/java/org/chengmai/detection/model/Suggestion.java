package org.chengmai.detection.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was probably meant by an unknown word: the known one next to it, or, when none is near, all that there are.
 *
 * @param known in alphabetical order
 */
public record Suggestion(String word, List<String> known) {

    /** More than this need not be listed: nobody reads it. */
    private static final int MOST = 24;

    public Suggestion {
        known = known.stream().distinct().sorted().toList();
    }

    static Suggestion among(String word, Collection<String> known) {
        return new Suggestion(word, List.copyOf(known));
    }

    /** The known word that is nearest to it, if one is near. */
    public Optional<String> meant() {
        return known.stream()
                .filter(k -> distance(word, k) <= Math.max(1, Math.min(word.length(), k.length()) / 3))
                .filter(k -> word.length() > 2 || k.equalsIgnoreCase(word))
                .min(Comparator.comparingInt(k -> distance(word, k)));
    }

    /** The known words as a list for people. */
    public String all() {
        return String.join(", ", known.subList(0, Math.min(MOST, known.size()))) + (known.size() > MOST ? ", …" : "");
    }

    /** The end of a sentence: {@code did you mean 'limit'?}, or {@code known: limit, clock.} */
    @Override
    public String toString() {
        return meant().map("did you mean '%s'?"::formatted).orElseGet(() -> "known: " + all() + ".");
    }

    /** How many letters are missing, too many, others or exchanged with the next, case aside. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : next(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int next(int[][] rows, String a, String b, int i, int j) {
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, 1 + rows[i - 2][j - 2]) : least;
    }
}
