package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.sfu.stun.StunMessage;
import dev.rtcrooms.sfu.stun.StunResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lite ICE agent (RFC 8445 §2.5), which answers checks. It sends to the address that the peer has
 * nominated, while that goes on checking or sending. It makes a check itself only of an address
 * from which authentic media comes before a check does, and sends there once that was answered. For
 * the loop's thread.
 */
final class IceLite {

  /**
   * RFC 7675 §5.1: without a check for so long, the peer no longer consents. Media count as well,
   * because some agents check only while they send nothing (RFC 8445 §11).
   */
  static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** If another address checks and the selected one has not for so long, the peer has moved. */
  static final long MOVED_NANOS = TimeUnit.SECONDS.toNanos(5);

  static final int MAX_ADDRESSES = 8;

  private final PacketRouter router;
  private final PeerTransport transport;

  /** When each address has checked last, the oldest entry first. */
  private final Map<InetSocketAddress, Long> addresses = new LinkedHashMap<>();

  /** A peer that has checked must complete its handshake in this time, or else begin anew. */
  private final long pendingNanos;

  private final PerSecond checks;
  private final AddressCheck ownCheck = new AddressCheck();
  private @Nullable IceCredentials peers;
  private @Nullable IceCredentials current;
  private @Nullable IceCredentials next;
  private @Nullable InetSocketAddress selected;
  private @Nullable Runnable onGone;
  private long lastHeard;
  private boolean secured;

  /** The address under which this agent is counted as pending; null if it is not. */
  private @Nullable InetAddress pending;

  private long pendingSince;

  IceLite(PacketRouter router, PeerTransport transport) {
    this.router = router;
    this.transport = transport;
    this.pendingNanos = TimeUnit.MILLISECONDS.toNanos(router.limits().pendingMillis());
    this.checks = new PerSecond(router.limits().checksPerSecond());
  }

  /** Where to send; null if the peer has not checked, or is silent for too long. */
  @Nullable InetSocketAddress selected() {
    return selected;
  }

  void open(IceCredentials credentials, long now) {
    if (next != null) {
      router.leave(next.ufrag(), transport);
      next = null;
    }
    if (current == null) {
      current = credentials;
      lastHeard = now;
    } else {
      next = credentials;
    }
    router.enter(credentials.ufrag(), transport);
  }

  void receive(StunMessage check, String ufrag, InetSocketAddress from, long now) {
    if (!checks.take(now)) {
      router.counters().drop(Drop.CHECK_RATE);
      return;
    }
    boolean restarted = next != null && next.ufrag().equals(ufrag);
    IceCredentials used = restarted ? next : current;
    if (used == null || !check.isAuthentic(used.password())) {
      router.counters().drop(Drop.FORGED_CHECK);
      return;
    }
    if (!secured && !isPending(from.getAddress(), now)) {
      router.counters().drop(Drop.TOO_MANY_PENDING);
      return;
    }
    if (check.controlled()) {
      send(StunResponse.roleConflict(check, used.password()), from);
      return;
    }
    if (restarted && current != null) {
      router.leave(current.ufrag(), transport);
      current = used;
      next = null;
    }
    lastHeard = now;
    remember(from, now);
    if (restarted || check.useCandidate() || selected == null || hasMoved(now)) {
      selected = from;
    }
    send(StunResponse.success(check, from, used.password()), from);
  }

  /** Sets the peer's credentials; without them it is not checked. */
  void setPeers(IceCredentials credentials) {
    peers = credentials;
  }

  /** An authentic packet has come, which is no replay. */
  void hear(InetSocketAddress from, int length, long now) {
    if (from.equals(selected)) {
      lastHeard = now;
    } else if (!addresses.containsKey(from) && current != null && peers != null) {
      byte[] check = ownCheck.hear(from, length, current, peers, now);
      if (check != null) {
        send(check, from);
      }
    }
  }

  /** Takes the response to our check; returns false if it is none. */
  boolean receiveResponse(StunMessage response, InetSocketAddress from, long now) {
    if (!ownCheck.isAnswered(response, from, now)) {
      return false;
    }
    lastHeard = now;
    remember(from, now);
    if (!from.equals(selected)) {
      router.counters().add(Count.MOVED, 1);
      selected = from;
    }
    return true;
  }

  private boolean isPending(InetAddress from, long now) {
    if (pending == null && router.pending().begin(from)) {
      pending = from;
      pendingSince = now;
    }
    return pending != null;
  }

  private void endPending() {
    if (pending != null) {
      router.pending().end(pending);
      pending = null;
    }
  }

  /** Notes whether the handshake is complete. */
  void secure(boolean complete) {
    secured = complete;
    endPending();
  }

  private boolean hasMoved(long now) {
    Long last = addresses.get(selected);
    return last == null || now - last > MOVED_NANOS;
  }

  private void remember(InetSocketAddress from, long now) {
    addresses.remove(from); // so that it becomes the newest entry
    addresses.put(from, now);
    if (addresses.size() > MAX_ADDRESSES) {
      Iterator<InetSocketAddress> each = addresses.keySet().iterator();
      InetSocketAddress oldest = each.next();
      if (oldest.equals(selected)) {
        oldest = each.next();
      }
      addresses.remove(oldest);
      router.leave(oldest, transport);
    }
    router.enter(from, transport);
  }

  private void send(byte[] message, InetSocketAddress to) {
    router.sender().send(message, message.length, to);
  }

  /** Sends to the selected address, if there is one. */
  void send(byte[] datagram, int length) {
    if (selected != null) {
      router.sender().send(datagram, length, selected);
    }
  }

  /** Sets what runs once when the peer is silent for too long; it may never have checked. */
  void whenGone(Runnable task) {
    onGone = task;
  }

  /** The peer has gone. */
  void gone() {
    Runnable task = onGone;
    onGone = null;
    if (task != null) {
      task.run();
    }
  }

  void tick(long now) {
    boolean silent = now - lastHeard > CONSENT_NANOS;
    if (silent) {
      gone();
    }
    if (selected != null && silent) {
      router.counters().add(Count.LOST, 1);
      forgetAddresses();
    }
    if (pending != null && now - pendingSince > pendingNanos) {
      endPending();
      forgetAddresses();
    }
  }

  private void forgetAddresses() {
    addresses.keySet().forEach(address -> router.leave(address, transport));
    addresses.clear();
    selected = null;
  }

  void close() {
    endPending();
    onGone = null;
    forgetAddresses();
    if (current != null) {
      router.leave(current.ufrag(), transport);
    }
    if (next != null) {
      router.leave(next.ufrag(), transport);
    }
  }
}
