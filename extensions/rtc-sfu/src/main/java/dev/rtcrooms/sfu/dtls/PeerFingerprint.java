package dev.rtcrooms.sfu.dtls;

import java.util.Locale;

/**
 * The digest that a peer announced of its certificate (RFC 8122 §5). Immutable; any thread.
 *
 * @param hash the hash function, such as {@code sha-256}
 * @param value pairs of hexadecimal digits with colons
 */
public record PeerFingerprint(String hash, String value) {

  boolean matches(byte[] certificate) {
    String name = hash.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512" ->
          DtlsCertificate.fingerprint(name, certificate).equalsIgnoreCase(value);
      default -> false;
    };
  }
}
