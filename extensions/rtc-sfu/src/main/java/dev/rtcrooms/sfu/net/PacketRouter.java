package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transport of a datagram (RFC 7983): STUN by our username fragment, all else by the
 * source address. Only an authenticated check enters an address here, the peer's or ours, and the
 * newest wins. For one thread.
 */
public final class PacketRouter implements ReadAhead.Receiver {

  private static final Logger log = LoggerFactory.getLogger(PacketRouter.class);

  /**
   * How many times a second the keys of a peer are tried on media from an address without a check.
   */
  static final int TRIALS = 500;

  private final DatagramSender sender;
  private final LoopCounters counters;
  private final LoopLimits limits;
  private final Pending pending;
  private final Egress egress;
  private final Map<String, PeerTransport> byUfrag = new HashMap<>();
  private final AddressMap<PeerTransport> addresses = new AddressMap<>();
  private final PerSecond trials = new PerSecond(TRIALS);
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
    return transports.size() + byUfrag.size() + addresses.size() + pending.size();
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
    addresses.enter(address, transport);
  }

  /** Does nothing if the address has become another transport's. */
  void leave(InetSocketAddress address, PeerTransport transport) {
    addresses.leave(address, transport);
  }

  @Override
  public boolean isAudio(byte[] datagram, int length, InetSocketAddress from) {
    int first = length < 12 ? 0 : datagram[0] & 0xFF;
    if (first < 128 || first > 191) {
      return false;
    }
    PeerTransport transport = addresses.get(from);
    return transport != null && transport.isAudio(BigEndian.int32(datagram, 8));
  }

  @Override
  public void receive(byte[] datagram, int length, InetSocketAddress from, long now) {
    counters.add(Count.PACKETS_IN, 1);
    counters.add(Count.BYTES_IN, length);
    int first = length == 0 ? -1 : datagram[0] & 0xFF;
    if (first >= 0 && first <= 3) {
      counters.add(Count.STUN_IN, 1);
      receiveStun(datagram, length, from, now);
      return;
    }
    boolean dtls = first >= 20 && first <= 63;
    boolean rtp = first >= 128 && first <= 191 && length >= 12;
    if (!dtls && !rtp) {
      counters.drop(Drop.UNKNOWN_PROTOCOL);
      return;
    }
    PeerTransport transport = addresses.get(from);
    Drop reason = null;
    if (rtp) {
      int second = datagram[1] & 0xFF;
      boolean rtcp = second >= 192 && second <= 223;
      reason =
          transport == null
              ? receiveStrange(datagram, length, rtcp, from, now)
              : transport.receiveMedia(datagram, length, rtcp, from, now);
    } else if (transport == null) {
      reason = Drop.UNCHECKED_ADDRESS;
    } else {
      counters.add(Count.DTLS_IN, 1);
      transport.receiveDtls(datagram, length);
    }
    if (reason != null) {
      counters.drop(reason);
    }
  }

  /**
   * Takes media from an address without a check, if it is authentic, and of a peer at the same IP
   * address, whose router may have given it another port.
   */
  private @Nullable Drop receiveStrange(
      byte[] datagram, int length, boolean rtcp, InetSocketAddress from, long now) {
    for (PeerTransport each : addresses.of(from.getAddress())) {
      if (each.mayHaveSent(datagram, rtcp)) {
        if (!trials.take(now)) {
          break;
        }
        byte[] copy = Arrays.copyOf(datagram, length); // a trial changes it
        if (each.receiveMedia(copy, length, rtcp, from, now) == null) {
          return null;
        }
      }
    }
    return Drop.UNCHECKED_ADDRESS;
  }

  private void receiveStun(byte[] datagram, int length, InetSocketAddress from, long now) {
    StunMessage message = StunMessage.read(datagram, 0, length);
    int type = message == null ? 0 : message.type();
    if (message != null && type == StunMessage.BINDING_SUCCESS) {
      receiveResponse(message, from, now);
    } else if (message != null && type == StunMessage.BINDING_REQUEST) {
      receiveCheck(message, from, now);
    } else {
      counters.drop(Drop.MALFORMED_CHECK);
    }
  }

  private void receiveResponse(StunMessage response, InetSocketAddress from, long now) {
    for (PeerTransport each : addresses.of(from.getAddress())) {
      if (each.ice().receiveResponse(response, from, now)) {
        return;
      }
    }
    counters.drop(Drop.FORGED_CHECK);
  }

  private void receiveCheck(StunMessage check, InetSocketAddress from, long now) {
    String ufrag = check.receiverUfrag();
    if (ufrag == null) {
      counters.drop(Drop.MALFORMED_CHECK);
      return;
    }
    PeerTransport transport = byUfrag.get(ufrag);
    if (transport == null) {
      counters.drop(Drop.UNKNOWN_UFRAG);
    } else {
      transport.ice().receive(check, ufrag, from, now);
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
