package dev.rtcrooms.benchmarks.media;

/** The SFUs that are measured. */
enum MediaPeer {
  /** Ours, with all that it does by default. */
  OURS("rtc-sfu"),
  /** Pion's forwarding with its default interceptors. */
  PION("pion");

  private final String label;

  MediaPeer(String label) {
    this.label = label;
  }

  /** The name in results. */
  String label() {
    return label;
  }
}
