package org.chengmai.device.intake;

/** JSON, but not in a shape that anybody agreed on. */
final class ShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShapeException(String wanted) {
        super("Expected " + wanted, null, false, false);
    }
}
