package io.holdfast.deliver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures as the specification Standard Webhooks 1.0 has them, for which there are libraries in most languages:
 * {@code v1,} and the Base64 of HMAC-SHA256 over {@code ID.SECOND.BODY}. The second is that of the try, so a receiver can refuse
 * an old message that somebody sends again.
 */
final class HookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String ENCODED = "whsec_";

    private HookSignature() {}

    /**
     * The key that a secret stands for: what is Base64 after {@code whsec_}, or else its own bytes.
     *
     * @throws IllegalArgumentException where what follows {@code whsec_} is not Base64
     */
    static byte[] key(String secret) {
        return secret.startsWith(ENCODED)
                ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    static String of(byte[] key, String id, long second, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + second + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
