package org.chengmai.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The words after a command: options that have a value ({@code --from TIME}), switches ({@code --list}), and what stands
 * alone. Words that nobody knows are refused in a sentence, with the command's usage after it.
 */
public final class Options {

    private final String usage;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> alone = new ArrayList<>();

    private Options(String usage) {
        this.usage = usage;
    }

    /**
     * Reads the words.
     *
     * @param usage what is said after a refusal
     * @param valued the options that have a value
     * @param switches the options that have none
     * @param most how many words may stand alone
     */
    public static Options read(String usage, List<String> valued, List<String> switches, int most, List<String> words) {
        Options line = new Options(usage);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (valued.contains(word)) {
                if (++i == words.size()) {
                    throw line.wrong("Expected a value after %s, but the line ends.".formatted(word));
                }
                line.values.computeIfAbsent(word, none -> new ArrayList<>()).add(words.get(i));
            } else if (switches.contains(word)) {
                line.values.computeIfAbsent(word, none -> new ArrayList<>());
            } else if (word.startsWith("--") || line.alone.size() == most) {
                TreeSet<String> known = new TreeSet<>(valued);
                known.addAll(switches);
                throw line.wrong("Expected one of %s, but found '%s'.".formatted(known, word));
            } else {
                line.alone.add(word);
            }
        }
        return line;
    }

    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** The word that stands alone at this place; null when there is none. */
    public @Nullable String word(int place) {
        return place < alone.size() ? alone.get(place) : null;
    }

    /** Every value of an option that may be repeated, in order. */
    public List<String> values(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** The value of an option, the last one if it is repeated; null without it. */
    public @Nullable String value(String option) {
        List<String> all = values(option);
        return all.isEmpty() ? null : all.getLast();
    }

    public String value(String option, String otherwise) {
        String value = value(option);
        return value == null ? otherwise : value;
    }

    /** The whole number after an option, 0 or more. */
    public int number(String option, int otherwise) {
        String text = value(option);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong("Expected a whole number after %s, but found '%s'.".formatted(option, text));
    }

    /** The number after an option, 0 or more. */
    public double decimal(String option, double otherwise) {
        String text = value(option);
        return text == null ? otherwise : decimal(option, text);
    }

    /** A text that belongs to an option, as a number of 0 or more. */
    public double decimal(String option, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong("Expected a number after %s, but found '%s'.".formatted(option, text));
    }

    /** The refusal of words: a sentence, and the usage after it. */
    public Refusal wrong(String sentence) {
        return Refusal.badInput("command.words", usage.isEmpty() ? sentence : sentence + "\n\n" + usage);
    }
}
