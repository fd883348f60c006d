package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transport of a datagram (RFC 7983): STUN by our username fragment, all else by the
 * source address. Only an authenticated check enters an address here, and the newest wins. For one
 * thread.
 */
public final class PacketRouter implements ReadAhead.Receiver {

  private static final Logger log = LoggerFactory.getLogger(PacketRouter.class);

  private final DatagramSender sender;
  private final LoopCounters counters;
  private final LoopLimits limits;
  private final Pending pending;
  private final Egress egress;
  private final Map<String, PeerTransport> byUfrag = new HashMap<>();
  private final Map<InetSocketAddress, PeerTransport> byAddress = new HashMap<>();
  private final Set<PeerTransport> transports = new LinkedHashSet<>();

  PacketRouter(DatagramSender sender, LoopCounters counters, LoopLimits limits) {
    this.sender = sender;
    this.counters = counters;
    this.limits = limits;
    this.pending = new Pending(limits.pending());
    this.egress = new Egress(limits.egress());
  }

  LoopCounters counters() {
    return counters;
  }

  LoopLimits limits() {
    return limits;
  }

  Pending pending() {
    return pending;
  }

  Egress egress() {
    return egress;
  }

  /** How many transports are open. */
  int transports() {
    return transports.size();
  }

  DatagramSender sender() {
    return sender;
  }

  boolean isEmpty() {
    return transports.isEmpty();
  }

  /**
   * Returns how many transports and addresses are known.
   *
   * @return the sum of the sizes of all maps
   */
  public int size() {
    return transports.size() + byUfrag.size() + byAddress.size() + pending.size();
  }

  void add(PeerTransport transport) {
    transports.add(transport);
  }

  void remove(PeerTransport transport) {
    transports.remove(transport);
  }

  void enter(String ufrag, PeerTransport transport) {
    byUfrag.put(ufrag, transport);
  }

  void leave(String ufrag, PeerTransport transport) {
    byUfrag.remove(ufrag, transport);
  }

  void enter(InetSocketAddress address, PeerTransport transport) {
    byAddress.put(address, transport);
  }

  /** Does nothing if the address has become another transport's. */
  void leave(InetSocketAddress address, PeerTransport transport) {
    byAddress.remove(address, transport);
  }

  @Override
  public boolean isAudio(byte[] datagram, int length, InetSocketAddress from) {
    int first = length < 12 ? 0 : datagram[0] & 0xFF;
    if (first < 128 || first > 191) {
      return false;
    }
    PeerTransport transport = byAddress.get(from);
    return transport != null && transport.isAudio(BigEndian.int32(datagram, 8));
  }

  @Override
  public void receive(byte[] datagram, int length, InetSocketAddress from, long now) {
    counters.add(Count.PACKETS_IN, 1);
    counters.add(Count.BYTES_IN, length);
    int first = length == 0 ? -1 : datagram[0] & 0xFF;
    if (first >= 0 && first <= 3) {
      counters.add(Count.STUN_IN, 1);
      receiveCheck(datagram, length, from, now);
      return;
    }
    boolean dtls = first >= 20 && first <= 63;
    boolean rtp = first >= 128 && first <= 191 && length >= 12;
    if (!dtls && !rtp) {
      counters.drop(Drop.UNKNOWN_PROTOCOL);
      return;
    }
    PeerTransport transport = byAddress.get(from);
    if (transport == null) {
      counters.drop(Drop.UNCHECKED_ADDRESS);
    } else if (dtls) {
      counters.add(Count.DTLS_IN, 1);
      transport.receiveDtls(datagram, length);
    } else {
      int second = datagram[1] & 0xFF;
      transport.receiveMedia(datagram, length, second >= 192 && second <= 223, from, now);
    }
  }

  private void receiveCheck(byte[] datagram, int length, InetSocketAddress from, long now) {
    StunMessage check = StunMessage.read(datagram, 0, length);
    String ufrag = check == null ? null : check.receiverUfrag();
    if (check == null || ufrag == null || check.type() != StunMessage.BINDING_REQUEST) {
      counters.drop(Drop.MALFORMED_CHECK);
      return;
    }
    PeerTransport transport = byUfrag.get(ufrag);
    if (transport == null) {
      counters.drop(Drop.UNKNOWN_UFRAG);
    } else {
      transport.receiveCheck(check, ufrag, from, now);
    }
  }

  void tick(long now) {
    egress.pass(now);
    for (PeerTransport transport : snapshot()) {
      try {
        transport.tick(now);
      } catch (RuntimeException e) {
        log.error("The timers of a transport have failed, which ends it", e);
        transport.close();
      }
    }
  }

  /** The timers of one transport may end another. */
  private List<PeerTransport> snapshot() {
    return new ArrayList<>(transports);
  }

  void clear() {
    snapshot().forEach(PeerTransport::close);
  }
}
