package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.VideoCodec;
import org.jspecify.annotations.Nullable;

/** Puts the payloads of packets together to frames of video. For one thread. */
interface Depacketizer {

  /**
   * Creates one for a codec.
   *
   * @param codec of the packets
   * @return without any packet
   */
  static Depacketizer of(VideoCodec codec) {
    return switch (codec) {
      case VP8 -> new Vp8Frames();
      case VP9 -> new Vp9Frames();
      case H264 -> new H264Frames();
      case AV1 -> new Av1Frames();
    };
  }

  /**
   * Adds the next packet of a frame, none of which is missing.
   *
   * @param payload of the packet, without padding; not empty
   */
  void add(byte[] payload);

  /**
   * Ends the frame; the next packet begins another one.
   *
   * @return the frame; null if it is malformed, or if nothing was added
   */
  @Nullable CodedFrame end();
}
