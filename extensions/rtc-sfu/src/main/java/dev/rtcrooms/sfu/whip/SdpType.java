package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.http.RoomRequest;

/** The media type of descriptions (RFC 8866 §8.1). */
final class SdpType {

  static final String NAME = "application/sdp";

  private SdpType() {}

  /** Tells whether the content of a request has a type, with whatever parameters. */
  static boolean is(RoomRequest request, String type) {
    String sent = request.header("Content-Type");
    int end = sent.indexOf(';');
    return (end < 0 ? sent : sent.substring(0, end)).strip().equalsIgnoreCase(type);
  }
}
