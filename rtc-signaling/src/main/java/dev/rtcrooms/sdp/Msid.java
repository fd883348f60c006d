package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * Which {@code MediaStream} and track a section carries (RFC 8830 §2). A script chooses the names,
 * so they are taken as they come and not as tokens of 64 characters.
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
