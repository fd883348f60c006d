package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.srtp.SrtpReceiver;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The transport of one peer connection: a lite ICE agent, the DTLS server, and SRTP. For the loop's
 * thread, unless a method says otherwise.
 */
public final class PeerTransport {

  private final PacketRouter router;
  private final LoopCounters counters;
  private final TransportOwner owner;
  private final int sources;
  private final IceLite ice;
  private final Handshaking dtls;
  private @Nullable SrtpReceiver receiver;
  private @Nullable SrtpSender sender;
  private boolean closed;

  /**
   * Is not reachable before {@link #open}; any thread.
   *
   * @param loop the loop
   * @param handshakes runs the handshake
   * @param certificate ours, as announced to this peer
   * @param sources the most SSRCs that the peer may send
   * @param owner uses it
   */
  public PeerTransport(
      MediaLoop loop,
      DtlsHandshakes handshakes,
      DtlsCertificate certificate,
      int sources,
      TransportOwner owner) {
    this(loop.router(), loop, handshakes, certificate, sources, owner);
  }

  PeerTransport(
      PacketRouter router,
      Executor loop,
      DtlsHandshakes handshakes,
      DtlsCertificate certificate,
      int sources,
      TransportOwner owner) {
    this.router = router;
    this.counters = router.counters();
    this.owner = owner;
    this.sources = sources;
    this.ice = new IceLite(router, this);
    this.dtls =
        new Handshaking(
            loop,
            handshakes,
            certificate,
            datagram -> ice.send(datagram, datagram.length),
            new Keys());
  }

  /**
   * Becomes reachable, or restarts ICE: the old credentials stay valid until a check uses the new.
   *
   * @param credentials as announced to the peer
   * @param now as of {@link System#nanoTime}
   */
  public void open(IceCredentials credentials, long now) {
    if (!closed) {
      router.add(this);
      ice.open(credentials, now);
    }
  }

  /**
   * Sets what the peer has announced.
   *
   * @param announced of its certificate, at least one; only the first call counts
   * @param credentials of ICE, which are others after a restart
   */
  public void expect(List<PeerFingerprint> announced, IceCredentials credentials) {
    ice.setPeers(credentials);
    dtls.expect(announced);
  }

  /**
   * Sets what runs once when the peer has been silent for 30 seconds, or has ended DTLS.
   *
   * @param task on the loop's thread; may close this transport
   */
  public void whenGone(Runnable task) {
    ice.whenGone(task);
  }

  /**
   * Tells whether media can be sent.
   *
   * @return false before the handshake, and while the peer is silent
   */
  public boolean isReady() {
    return sender != null && ice.selected() != null;
  }

  IceLite ice() {
    return ice;
  }

  void receiveDtls(byte[] datagram, int length) {
    dtls.receive(Arrays.copyOf(datagram, length));
  }

  /** Can protect and unprotect media from now on. */
  void secure(SrtpKeys keys) {
    receiver = keys.receiver(sources);
    sender = keys.sender();
    ice.secure(true);
    owner.secured();
  }

  private final class Keys implements Handshaking.Result {
    @Override
    public void secured(SrtpKeys keys) {
      counters.add(Count.HANDSHAKES, 1);
      counters.add(Count.HANDSHAKE_MILLIS, dtls.elapsedMillis());
      secure(keys);
    }

    @Override
    public void ended() {
      boolean failed = sender == null;
      receiver = null;
      sender = null;
      ice.secure(false);
      if (failed) {
        counters.add(Count.HANDSHAKES_FAILED, 1);
      } else {
        ice.gone();
      }
    }

    @Override
    public void dropped() {
      counters.drop(Drop.DTLS);
    }
  }

  boolean isAudio(int ssrc) {
    return owner.isAudio(ssrc);
  }

  /** Whether the packet names a source that the peer has used, so that it may be authentic. */
  boolean mayHaveSent(byte[] packet, boolean control) {
    return receiver != null && receiver.knows(BigEndian.int32(packet, control ? 4 : 8), control);
  }

  /** Takes SRTP or SRTCP; returns why it is dropped, or null. */
  @Nullable Drop receiveMedia(
      byte[] packet, int length, boolean control, InetSocketAddress from, long now) {
    SrtpReceiver in = receiver;
    if (in == null) {
      return Drop.NO_KEYS;
    }
    int open = control ? in.unprotectControl(packet, 0, length) : in.unprotect(packet, 0, length);
    if (open < 0) {
      return open == SrtpReceiver.FORGED
          ? Drop.FORGED
          : open == SrtpReceiver.REPLAYED ? Drop.REPLAYED : Drop.TOO_MANY_SOURCES;
    }
    ice.hear(from, length, now);
    if (control) {
      counters.add(Count.RTCP_IN, 1);
      owner.receiveRtcp(packet, open, now);
    } else {
      owner.receiveRtp(packet, open, now);
    }
    return null;
  }

  /**
   * Notes whether an SSRC of the peer has ended, so that another may take its place, or is used.
   *
   * @param ssrc the source
   * @param ended false also if it has ended before
   */
  public void setEnded(int ssrc, boolean ended) {
    if (receiver != null) {
      receiver.setEnded(ssrc, ended);
    }
  }

  /**
   * Protects and sends an RTP packet, unless the transport is not ready or the loop sends too much.
   *
   * @param packet changed in place
   * @param index the rollover counter and the sequence number; never used twice for an SSRC
   * @param soon whether it may leave some milliseconds later, together with others to this peer
   * @return false if it is not sent
   */
  public boolean send(RtpWriter packet, long index, boolean soon) {
    int length = protect(packet, index);
    InetSocketAddress to = ice.selected();
    if (length == 0 || to == null) {
      return false;
    }
    if (soon) {
      router.sender().sendSoon(packet.bytes(), length, to);
    } else {
      router.sender().send(packet.bytes(), length, to);
    }
    return true;
  }

  /**
   * Tells whether the loop may send more than media: what it sends is well within its limit.
   *
   * @return false near the limit, and for a second after it was reached
   */
  public boolean hasSpare() {
    return router.egress().hasSpare();
  }

  /** Returns the length of the protected packet; 0 if it must not be sent. */
  private int protect(RtpWriter packet, long index) {
    SrtpSender keyed = sender;
    if (keyed == null || ice.selected() == null) {
      return 0;
    }
    if (!router.egress().take(packet.length())) {
      counters.drop(Drop.EGRESS);
      return 0;
    }
    return keyed.protect(packet.bytes(), 0, packet.header(), packet.length(), index);
  }

  /**
   * Protects and sends an RTCP packet, unless the transport is not ready.
   *
   * @param packet changed in place, and cleared
   */
  public void send(RtcpWriter packet) {
    sendRtcp(packet.bytes(), packet.length());
    packet.clear();
  }

  /**
   * Protects and sends an RTCP packet, unless the transport is not ready.
   *
   * @param packet begins at 0, is changed in place, and has room for what protection adds
   * @param length in bytes
   */
  public void sendRtcp(byte[] packet, int length) {
    SrtpSender keyed = sender;
    if (keyed != null && ice.selected() != null && length > 0) {
      counters.add(Count.RTCP_OUT, 1);
      ice.send(packet, keyed.protectControl(packet, 0, length));
    }
  }

  /** {@return the loop's counters} */
  public LoopCounters counters() {
    return counters;
  }

  void tick(long now) {
    ice.tick(now);
    owner.tick(now);
  }

  /** Ends everything. Idempotent. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    router.remove(this);
    ice.close();
    dtls.close();
    receiver = null;
    sender = null;
  }
}
