package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sfu.stun.IceCredentials;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;

/** Writes the lines that the answers of {@code up} and the offers of {@code down} share. */
final class SdpWriter {

  private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

  private final StringBuilder text = new StringBuilder(2048);
  private final LocalTransport local;
  private final String setup;
  private boolean addressed;
  private boolean shared;

  SdpWriter(LocalTransport local, String setup) {
    this.local = local;
    this.setup = setup;
  }

  SdpWriter line(String line) {
    text.append(line).append("\r\n");
    return this;
  }

  void session(long id, long version, List<String> bundled) {
    line("v=0").line("o=- " + id + " " + version + " IN IP4 127.0.0.1").line("s=-").line("t=0 0");
    if (!bundled.isEmpty()) {
      line("a=group:BUNDLE " + String.join(" ", bundled));
    }
    line("a=ice-lite").line("a=msid-semantic: WMS *");
  }

  /** Describes the transport once for all sections, and not in each of them. */
  void shareTransport() {
    shared = true;
    transport();
  }

  private void transport() {
    IceCredentials ice = local.credentials();
    line("a=ice-ufrag:" + ice.ufrag()).line("a=ice-pwd:" + ice.password());
    line("a=fingerprint:sha-256 " + local.fingerprint()).line("a=setup:" + setup);
  }

  void media(String kind, CodecFormat codec, String mid, String direction) {
    String repair = codec.repairType() < 0 ? "" : " " + codec.repairType();
    line("m=" + kind + " 9 " + PROTOCOL + " " + codec.payloadType() + repair);
    line("c=IN IP4 0.0.0.0").line("a=mid:" + mid).line("a=" + direction);
    if (!shared) {
      transport();
    }
    if (!addressed) {
      addressed = true; // the others are bundled with this one
      candidates();
    }
    line("a=rtcp-mux").line("a=rtcp-rsize");
    codec(codec);
  }

  void rejected(String kind, String proto, List<String> formats, String mid) {
    line("m=" + kind + " 0 " + proto + " " + String.join(" ", formats));
    line("c=IN IP4 0.0.0.0");
    if (!mid.isEmpty()) {
      line("a=mid:" + mid);
    }
    line("a=inactive");
  }

  /** The sources of what we send. */
  void source(CodecFormat codec, int ssrc, int repairSsrc, String cname) {
    String media = Integer.toUnsignedString(ssrc);
    if (codec.repairType() >= 0) {
      String repair = Integer.toUnsignedString(repairSsrc);
      line("a=ssrc-group:FID " + media + " " + repair);
      line("a=ssrc:" + media + " cname:" + cname);
      line("a=ssrc:" + repair + " cname:" + cname);
    } else {
      line("a=ssrc:" + media + " cname:" + cname);
    }
  }

  private void candidates() {
    int preference = 65_535;
    for (InetSocketAddress address : local.addresses()) {
      long priority = 126L << 24 | (long) preference-- << 8 | 255;
      int foundation = address.getAddress() instanceof Inet6Address ? 2 : 1;
      line(
          "a=candidate:%d 1 udp %d %s %d typ host"
              .formatted(
                  foundation,
                  priority,
                  address.getAddress().getHostAddress().replaceFirst("%.*", ""),
                  address.getPort()));
    }
    line("a=end-of-candidates");
  }

  private void codec(CodecFormat codec) {
    int type = codec.payloadType();
    String channels = codec.channels() == null ? "" : "/" + codec.channels();
    line("a=rtpmap:" + type + " " + codec.encoding() + "/" + codec.clockRate() + channels);
    if (!codec.parameters().isEmpty()) {
      line("a=fmtp:" + type + " " + codec.parameters());
    }
    if (codec.isVideo()) {
      line("a=rtcp-fb:" + type + " nack");
      line("a=rtcp-fb:" + type + " nack pli");
      line("a=rtcp-fb:" + type + " ccm fir");
    }
    if (codec.repairType() >= 0) {
      line("a=rtpmap:" + codec.repairType() + " rtx/" + codec.clockRate());
      line("a=fmtp:" + codec.repairType() + " apt=" + type);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
