package org.chengmai.detection.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A scene's page of {@code docs/scenes} in one language: paragraphs, each with its heading. Tables are left out. */
record Manual(List<Paragraph> paragraphs) {

    /** A heading and what stands under it. */
    record Paragraph(String heading, String text) {}

    private static final Pattern PARAGRAPH = Pattern.compile("\\*\\*([^*]+)\\*\\*\\s+(.+)");
    private static final String ENGLISH = "\n---\n";

    /** The page of the scene of this id; without paragraphs when there is none. */
    static Manual of(String sceneId, Locale locale) {
        try {
            Resource[] pages = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:manual/scenes/" + sceneId + "-*.md");
            return pages.length == 0
                    ? new Manual(List.of())
                    : read(pages[0].getContentAsString(StandardCharsets.UTF_8), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manual read(String text, Locale locale) {
        int english = text.indexOf(ENGLISH);
        boolean wantsEnglish = "en".equals(locale.getLanguage()) && english >= 0;
        String half = wantsEnglish ? text.substring(english) : text.substring(0, english < 0 ? text.length() : english);
        List<Paragraph> paragraphs = new ArrayList<>();
        half.lines().forEach(line -> {
            Matcher paragraph = PARAGRAPH.matcher(line.strip());
            if (paragraph.matches()) {
                paragraphs.add(
                        new Paragraph(paragraph.group(1), paragraph.group(2).replace("`", "")));
            }
        });
        return new Manual(paragraphs);
    }
}
