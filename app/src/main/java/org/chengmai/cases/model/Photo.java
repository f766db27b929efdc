package org.chengmai.cases.model;

/** A kept photo, ready for a browser. */
public final class Photo {

    private final String type;
    private final byte[] content;

    /** @param type {@code image/jpeg}, {@code image/png} or {@code image/webp} */
    public Photo(String type, byte[] content) {
        this.type = type;
        this.content = content.clone();
    }

    public String type() {
        return type;
    }

    public byte[] content() {
        return content.clone();
    }
}
