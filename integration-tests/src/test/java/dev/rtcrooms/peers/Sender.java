package dev.rtcrooms.peers;

import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.MediaStreamTrack;

/** A track that is sent, and who sends it. */
record Sender(RTCRtpSender rtp, MediaStreamTrack track) implements AutoCloseable {

  /** The sender must let the track go first, or it could not be disposed of. */
  @Override
  public void close() {
    rtp.replaceTrack(null);
    track.dispose();
  }
}
