package org.chengmai.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;

/**
 * What an entry says, before it has a place in the chain. The hash is SHA-256 over the previous hash, the number, the
 * microseconds since 1970, the account, the mark of refusal, and each text as the length of its UTF-8 bytes and the bytes.
 */
record Draft(
        Instant at,
        long account,
        String login,
        List<String> places,
        String action,
        String subject,
        String detail,
        boolean refused) {

    /** What stands before the first entry. */
    static final String START = "0".repeat(64);

    private static final int LONGEST_DETAIL = 4000;
    private static final int LONGEST_WORD = 200;

    static Draft of(Actor actor, Instant now, String action, String subject, String detail, boolean refused) {
        return new Draft(
                now.truncatedTo(ChronoUnit.MICROS),
                actor.account(),
                clean(actor.login(), LONGEST_WORD),
                actor.grants().stream().map(Grant::place).distinct().sorted().toList(),
                clean(action, LONGEST_WORD),
                clean(subject, LONGEST_WORD),
                clean(detail, LONGEST_DETAIL),
                refused);
    }

    /** What the database can keep and give back unchanged: no zero bytes, no halves of characters, not endless. */
    private static String clean(String text, int longest) {
        String shortened = text.length() > longest ? text.substring(0, longest) + "…" : text;
        byte[] utf8 = shortened.replace('\0', ' ').getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** 64 hex digits. */
    String hash(String previous, long seq) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(HexFormat.of().parseHex(previous));
            out.writeLong(seq);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            out.writeLong(account);
            out.writeBoolean(refused);
            out.writeInt(places.size());
            for (String place : places) {
                text(out, place);
            }
            for (String field : List.of(login, action, subject, detail)) {
                text(out, field);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256", e);
        }
    }

    private static void text(DataOutputStream out, String field) throws IOException {
        byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
