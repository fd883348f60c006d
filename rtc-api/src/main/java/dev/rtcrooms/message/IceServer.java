package dev.rtcrooms.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server, like a W3C {@code RTCIceServer}; immutable, any thread.
 *
 * @param urls STUN URIs (RFC 7064) or TURN URIs (RFC 7065), at least one
 * @param username for TURN, or null
 * @param credential the password for TURN, or null
 */
public record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {

  /**
   * Copies the URLs.
   *
   * @throws IllegalArgumentException if there is none
   */
  public IceServer {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("An ICE server has at least one URL");
    }
  }

  static IceServer read(FieldReader fields) {
    return new IceServer(
        fields.texts("urls"),
        fields.optionalText("username").orElse(null),
        fields.optionalText("credential").orElse(null));
  }

  static void write(IceServer server, FieldWriter fields) {
    fields
        .texts("urls", server.urls)
        .text("username", server.username)
        .text("credential", server.credential);
  }

  /** Omits the credential. */
  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
