package dev.rtcrooms.signaling;

import dev.rtcrooms.message.Candidate;

/** Short descriptions and candidates for tests. */
final class Sdp {

  private Sdp() {}

  static String sending(String ufrag) {
    return offer(ufrag, "sendrecv", "-");
  }

  /** An answer that receives alone. */
  static String receiving(String ufrag) {
    return answer(ufrag, "recvonly", "-");
  }

  /** An answer that sends, too. */
  static String sendingBack(String ufrag) {
    return answer(ufrag, "sendrecv", "-");
  }

  static String offer(String ufrag, String direction, String sessionName) {
    return of(ufrag, direction, "actpass", sessionName);
  }

  static String answer(String ufrag, String direction, String sessionName) {
    return of(ufrag, direction, "active", sessionName);
  }

  private static String of(String ufrag, String direction, String setup, String sessionName) {
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=" + sessionName,
        "t=0 0",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=rtcp-mux",
        "a=ice-ufrag:" + ufrag,
        "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
        "a=fingerprint:sha-256 5A:0D:3C:91",
        "a=setup:" + setup,
        "a=" + direction,
        "");
  }

  static Candidate.Init candidate(String ufrag) {
    return candidate(ufrag, 1);
  }

  static Candidate.Init candidate(String ufrag, int foundation) {
    return new Candidate.Init(
        "candidate:" + foundation + " 1 udp 2122194687 192.0.2.2 42006 typ host generation 0",
        "0",
        0,
        ufrag);
  }
}
