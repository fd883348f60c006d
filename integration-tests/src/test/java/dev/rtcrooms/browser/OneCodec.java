package dev.rtcrooms.browser;

/** Lets a page offer only one codec of video. */
final class OneCodec {

  private static final String ONLY =
      """
      (() => {
        const set = RTCPeerConnection.prototype.setLocalDescription;
        RTCPeerConnection.prototype.setLocalDescription = function (...description) {
          const { codecs } = RTCRtpReceiver.getCapabilities('video');
          const wanted = codecs.filter(({ mimeType }) => mimeType === 'video/%s' || mimeType === 'video/rtx');
          for (const transceiver of this.getTransceivers()) {
            if (transceiver.sender.track?.kind === 'video') transceiver.setCodecPreferences(wanted);
          }
          return set.apply(this, description);
        };
        return wanted();
        function wanted() {
          return RTCRtpSender.getCapabilities('video').codecs.some(({ mimeType }) => mimeType === 'video/%<s');
        }
      })()
      """;

  private OneCodec() {}

  /** From now on; returns false if the browser cannot send it. */
  static boolean offer(RoomPage page, String codec) {
    return (Boolean) page.run(ONLY.formatted(codec));
  }
}
