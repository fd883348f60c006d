package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * The {@code MediaStream} and the track that a section carries (RFC 8830 §2). Scripts choose the
 * names, so they may be any words, and not only tokens of 64 characters. Immutable; any thread.
 *
 * @param stream the {@code MediaStream}'s id, or {@code -} for none
 * @param track the track's id, or null
 */
public record Msid(String stream, @Nullable String track) {

  static Msid read(Cursor value) throws SdpException {
    String stream = value.word();
    return new Msid(stream, value.skip(' ') ? value.word() : null);
  }
}
