package org.chengmai.cases.model;

/** Who reported, as they gave it; either may be empty. */
public record Reporter(String name, String phone) {

    /** The same with the phone as screens show it: {@code 138****1234}, and of the name the first character. */
    public Reporter masked() {
        String first = name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
        String dots = name.length() > first.length() ? "**" : "";
        return new Reporter(first + dots, maskedPhone());
    }

    private String maskedPhone() {
        if (phone.length() < 8) {
            return phone.isEmpty() ? "" : "****";
        }
        return phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }
}
