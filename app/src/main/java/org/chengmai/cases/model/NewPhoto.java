package org.chengmai.cases.model;

/** A photo as somebody sent it: its file name and content, not checked yet. */
public final class NewPhoto {

    private final String name;
    private final byte[] content;

    public NewPhoto(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    public String name() {
        return name;
    }

    public byte[] content() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    @Override
    public String toString() {
        return "%s (%d bytes)".formatted(name, content.length);
    }
}
