package dev.rehearsal.conversation;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Gives equal numbers the same type, whatever wrote them. */
final class Numbers {
    private Numbers() {}

    /** @throws IllegalArgumentException if it is no finite number */
    static Number canonical(String name, Number number) {
        return switch (number) {
            case Integer whole -> whole;
            case Long whole -> whole(BigInteger.valueOf(whole));
            case Short whole -> (Number) whole.intValue();
            case Byte whole -> (Number) whole.intValue();
            case BigInteger whole -> whole(whole);
            case Double decimal when Double.isFinite(decimal) -> decimal;
            default -> decimal(name, number);
        };
    }

    private static Number whole(BigInteger whole) {
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }

    private static Number decimal(String name, Number number) {
        try {
            BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
            double nearest = exact.doubleValue();
            boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
            if (same) {
                return nearest;
            }
            return exact.scale() == 0 ? whole(exact.unscaledValue()) : exact;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("attribute '" + name + "' is " + number + "; use a finite number", e);
        }
    }
}
