package org.chengmai.stream;

/** Numbers made of constants and parameters alone: readings do not change them, so they are worked out once for a device. */
final class Fixed {
    private Fixed() {}

    static boolean is(Expression number) {
        return switch (number) {
            case Expression.Constant constant -> true;
            case Expression.Parameter parameter -> true;
            case Expression.Negative negative -> is(negative.of());
            case Expression.Absolute absolute -> is(absolute.of());
            case Expression.Arithmetic sum -> is(sum.left()) && is(sum.right());
            default -> false;
        };
    }

    /** Whether it is the same number for every device. */
    static boolean isConstant(Expression number) {
        return switch (number) {
            case Expression.Constant constant -> true;
            case Expression.Negative negative -> isConstant(negative.of());
            case Expression.Absolute absolute -> isConstant(absolute.of());
            case Expression.Arithmetic sum -> isConstant(sum.left()) && isConstant(sum.right());
            default -> false;
        };
    }

    /** What it is with the values of the rule's parameters, in alphabetical order of their names. */
    static double value(Expression number, double... parameters) {
        return switch (number) {
            case Expression.Constant constant -> constant.value();
            case Expression.Parameter parameter -> parameters[parameter.index()];
            case Expression.Negative negative -> -value(negative.of(), parameters);
            case Expression.Absolute absolute -> Math.abs(value(absolute.of(), parameters));
            case Expression.Arithmetic sum -> {
                double left = value(sum.left(), parameters);
                double right = value(sum.right(), parameters);
                yield switch (sum.operator()) {
                    case "+" -> left + right;
                    case "-" -> left - right;
                    case "*" -> left * right;
                    default -> left / right;
                };
            }
            default -> throw new IllegalArgumentException("Expected a fixed number, but found " + number);
        };
    }
}
