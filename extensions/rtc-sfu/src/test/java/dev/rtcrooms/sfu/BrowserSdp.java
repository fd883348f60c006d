package dev.rtcrooms.sfu;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sdp.Transport;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.util.ArrayList;
import java.util.List;

/** Descriptions as a browser writes them. */
public final class BrowserSdp {

  private BrowserSdp() {}

  /** An offer of a microphone and a camera, as Chromium makes it without simulcast. */
  public static String offer(String ufrag, PeerFingerprint fingerprint, int ssrc) {
    List<String> lines = new ArrayList<>();
    session(lines, "0 1");
    section(lines, "audio", "0", "111", ufrag, fingerprint, "actpass", "sendonly");
    lines.addAll(
        List.of(
            "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=msid:camera microphone",
            "a=rtpmap:111 opus/48000/2",
            "a=fmtp:111 minptime=10;useinbandfec=1",
            "a=ssrc:" + (ssrc + 2) + " cname:me"));
    section(lines, "video", "1", "96 97 102", ufrag, fingerprint, "actpass", "sendonly");
    lines.addAll(
        List.of(
            "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=extmap:13 urn:3gpp:video-orientation",
            "a=msid:camera picture",
            "a=rtpmap:96 VP8/90000",
            "a=rtpmap:97 rtx/90000",
            "a=fmtp:97 apt=96",
            "a=rtpmap:102 H264/90000",
            "a=ssrc-group:FID " + ssrc + " " + (ssrc + 1),
            "a=ssrc:" + ssrc + " cname:me",
            "a=ssrc:" + (ssrc + 1) + " cname:me"));
    return String.join("\r\n", lines) + "\r\n";
  }

  /** An offer of somebody who has stopped the audio and the video of {@link #offer}. */
  public static String stopped() {
    List<String> lines =
        new ArrayList<>(List.of("v=0", "o=- 1 3 IN IP4 127.0.0.1", "s=-", "t=0 0"));
    for (String section :
        List.of("audio 0 UDP/TLS/RTP/SAVPF 111", "video 0 UDP/TLS/RTP/SAVPF 96")) {
      lines.addAll(List.of("m=" + section, "c=IN IP4 0.0.0.0", "a=inactive"));
      lines.add("a=mid:" + (section.startsWith("audio") ? 0 : 1));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** An offer of a camera in three layers, as Chromium makes it. */
  public static String simulcast(String ufrag, PeerFingerprint fingerprint) {
    List<String> lines = new ArrayList<>();
    session(lines, "0");
    section(lines, "video", "0", "96 97", ufrag, fingerprint, "actpass", "sendonly");
    lines.addAll(
        List.of(
            "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
            "a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
            "a=msid:camera picture",
            "a=rtpmap:96 VP8/90000",
            "a=rtpmap:97 rtx/90000",
            "a=fmtp:97 apt=96",
            "a=rid:q send",
            "a=rid:h send",
            "a=rid:f send",
            "a=simulcast:send q;h;f"));
    return String.join("\r\n", lines) + "\r\n";
  }

  /** An answer that takes all that is offered. */
  public static String answer(String offered, String ufrag, PeerFingerprint fingerprint) {
    SessionDescription offer = parse(offered);
    List<String> lines = new ArrayList<>();
    List<String> mids = offer.media().stream().map(section -> section.mid().orElseThrow()).toList();
    session(lines, String.join(" ", mids));
    for (MediaSection section : offer.media()) {
      String direction = section.sends() ? "recvonly" : "inactive";
      section(
          lines,
          section.kind(),
          section.mid().orElseThrow(),
          String.join(" ", section.formats()),
          ufrag,
          fingerprint,
          "active",
          direction);
      section.rtp().maps().forEach(map -> lines.add("a=rtpmap:" + map.payloadType() + " x/1"));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private static void session(List<String> lines, String bundle) {
    lines.addAll(List.of("v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0"));
    lines.add("a=group:BUNDLE " + bundle);
  }

  private static void section(
      List<String> lines,
      String kind,
      String mid,
      String formats,
      String ufrag,
      PeerFingerprint fingerprint,
      String setup,
      String direction) {
    lines.addAll(
        List.of(
            "m=" + kind + " 9 UDP/TLS/RTP/SAVPF " + formats,
            "c=IN IP4 0.0.0.0",
            "a=mid:" + mid,
            "a=" + direction,
            "a=ice-ufrag:" + ufrag,
            "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
            "a=fingerprint:" + fingerprint.hash() + " " + fingerprint.value(),
            "a=setup:" + setup,
            "a=rtcp-mux"));
  }

  /** The credentials of the SFU in a description. */
  public static IceCredentials credentials(String sdp) {
    SessionDescription description = parse(sdp);
    MediaSection first =
        description.media().stream().filter(each -> !each.rejected()).findFirst().orElseThrow();
    Transport transport = description.transportOf(first);
    return new IceCredentials(transport.ufrag().orElseThrow(), transport.pwd().orElseThrow());
  }

  public static SessionDescription parse(String sdp) {
    try {
      return SessionDescription.parse(sdp);
    } catch (SdpException e) {
      throw new AssertionError(e);
    }
  }
}
