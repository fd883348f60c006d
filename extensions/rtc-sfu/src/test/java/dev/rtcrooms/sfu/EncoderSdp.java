package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Offers as encoders write them. */
final class EncoderSdp {

  private EncoderSdp() {}

  /** OBS 30, by libdatachannel: sound and H264, transport lines for the session, no candidates. */
  static String obs(PeerFingerprint fingerprint) {
    return """
    v=0
    o=rtc 3767197920 0 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE 0 1
    a=group:LS 0 1
    a=msid-semantic:WMS *
    a=setup:actpass
    a=ice-ufrag:Vb2n
    a=ice-pwd:9Cqz0NJ0JVxFkXcYQyG0h5
    a=ice-options:ice2,trickle
    a=fingerprint:%s %s
    m=audio 9 UDP/TLS/RTP/SAVPF 111
    c=IN IP4 0.0.0.0
    a=mid:0
    a=sendonly
    a=ssrc:1203477101 cname:zNkbDgWJ
    a=ssrc:1203477101 msid:obs-stream obs-audio
    a=msid:obs-stream obs-audio
    a=rtcp-mux
    a=rtpmap:111 opus/48000/2
    a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1
    m=video 9 UDP/TLS/RTP/SAVPF 96
    c=IN IP4 0.0.0.0
    a=mid:1
    a=sendonly
    a=ssrc:1203477102 cname:zNkbDgWJ
    a=ssrc:1203477102 msid:obs-stream obs-video
    a=msid:obs-stream obs-video
    a=rtcp-mux
    a=rtpmap:96 H264/90000
    a=rtcp-fb:96 nack
    a=rtcp-fb:96 nack pli
    a=rtcp-fb:96 goog-remb
    a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
    """
        .formatted(fingerprint.hash(), fingerprint.value())
        .replace("\n", "\r\n");
  }

  /**
   * OBS 32, by libdatachannel: sound and H264, transport lines in each section. With several layers
   * it announces no source of the picture.
   */
  static String obs(PeerFingerprint fingerprint, int layers) {
    String sources =
        """
        a=ssrc:1203477102 cname:zNkbDgWJ
        a=ssrc:1203477102 msid:obs-stream obs-video
        a=msid:obs-stream obs-video
        """;
    List<String> rids = IntStream.range(0, layers).mapToObj(Integer::toString).toList();
    String names =
        "a=msid:obs-stream obs-video\n"
            + rids.stream().map("a=rid:%s send\n"::formatted).collect(Collectors.joining())
            + "a=simulcast:send %s\n".formatted(String.join(";", rids));
    String transport =
        """
        a=setup:actpass
        a=ice-ufrag:Vb2n
        a=ice-pwd:9Cqz0NJ0JVxFkXcYQyG0h5
        """;
    return """
    v=0
    o=rtc 3767197920 0 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE 0 1
    a=group:LS 0 1
    a=msid-semantic:WMS *
    a=ice-options:ice2,trickle
    a=fingerprint:%1$s %2$s
    m=audio 9 UDP/TLS/RTP/SAVPF 111
    c=IN IP4 0.0.0.0
    a=mid:0
    a=sendonly
    a=ssrc:1203477101 cname:zNkbDgWJ
    a=ssrc:1203477101 msid:obs-stream obs-audio
    a=msid:obs-stream obs-audio
    a=rtcp-mux
    a=rtpmap:111 opus/48000/2
    a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1
    %3$sm=video 9 UDP/TLS/RTP/SAVPF 96
    c=IN IP4 0.0.0.0
    a=mid:1
    a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
    a=extmap:2 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
    a=sendonly
    %4$sa=rtcp-mux
    a=rtpmap:96 H264/90000
    a=rtcp-fb:96 nack
    a=rtcp-fb:96 nack pli
    a=rtcp-fb:96 goog-remb
    a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
    %3$s"""
        .formatted(
            fingerprint.hash(), fingerprint.value(), transport, layers == 1 ? sources : names)
        .replace("\n", "\r\n");
  }

  /** FFmpeg, which sends a picture only: its bundle names a section that is not there. */
  static String ffmpeg(PeerFingerprint fingerprint) {
    return """
    v=0
    o=FFmpeg 4489045141692799359 2 IN IP4 127.0.0.1
    s=FFmpegPublishSession
    t=0 0
    a=group:BUNDLE 0 1
    a=extmap-allow-mixed
    a=msid-semantic: WMS
    m=video 9 UDP/TLS/RTP/SAVPF 106
    c=IN IP4 0.0.0.0
    a=ice-ufrag:a174B
    a=ice-pwd:wY8rJ3gNLxL3eWZs6UPOxy
    a=fingerprint:%s %s
    a=setup:active
    a=mid:1
    a=sendonly
    a=msid:FFmpeg video
    a=rtcp-mux
    a=rtcp-rsize
    a=rtpmap:106 H264/90000
    a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42c01e
    a=ssrc:2124085007 cname:FFmpeg
    a=ssrc:2124085007 msid:FFmpeg video
    """
        .formatted(fingerprint.hash(), fingerprint.value())
        .replace("\n", "\r\n");
  }
}
