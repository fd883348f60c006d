package dev.rtcrooms.examples.hands;

/** Session descriptions as browsers write them, but for all that signaling passes over. */
final class Sdp {

  private Sdp() {}

  static String of(String ufrag, String direction) {
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=rtcp-mux",
        "a=ice-ufrag:" + ufrag,
        "a=ice-pwd:0123456789abcdefghijkl",
        "a=" + direction,
        "");
  }
}
