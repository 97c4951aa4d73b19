package dev.rehearsal.conversation;

/**
 * An image or a file in an answer. The answer's text has it as what it is and where it is, {@code [image bill.png, image/png: https://…]}:
 * its content is kept nowhere.
 *
 * @param kind {@code image}, {@code file}, {@code audio} …
 * @param name empty where it has none
 * @param mediaType empty where it is not known
 * @param place its address or id; empty where its content came along
 * @param bytes the length of that content; 0 where there is none
 */
public record FileReference(String kind, String name, String mediaType, String place, long bytes) {
    private static final String DATA = "data:";

    /** At an address, which may be a {@code data:} URL: then that is the content. */
    public static FileReference at(String kind, String name, String mediaType, String address) {
        if (!address.startsWith(DATA)) {
            return new FileReference(kind, name, mediaType, address, 0);
        }
        int comma = address.indexOf(',');
        String head = address.substring(DATA.length(), Math.max(DATA.length(), comma));
        String type = head.replaceFirst(";.*", "");
        return ofBase64(kind, name, mediaType.isEmpty() ? type : mediaType, address.substring(comma + 1));
    }

    /** Whose content came along, in Base64. */
    public static FileReference ofBase64(String kind, String name, String mediaType, String content) {
        return new FileReference(kind, name, mediaType, "", content.length() * 3L / 4);
    }

    /** Whether anything but its kind is known. */
    public boolean isKnown() {
        return !name.isEmpty() || !place.isEmpty() || bytes > 0;
    }

    /** As it stands in a text, on one line. */
    @Override
    public String toString() {
        String what = kind + (name.isEmpty() ? "" : " " + name) + (mediaType.isEmpty() ? "" : ", " + mediaType);
        String where = place.isEmpty() ? ", " + bytes + " bytes" : ": " + place;
        return "[" + what.replaceAll("\\s+", " ") + where.replaceAll("\\s+", " ") + "]";
    }
}
