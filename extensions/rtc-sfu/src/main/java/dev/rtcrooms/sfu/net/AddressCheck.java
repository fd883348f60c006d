package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.sfu.stun.StunMessage;
import dev.rtcrooms.sfu.stun.StunRequest;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A check of ours (RFC 8445 §7.2), by which a peer proves that it receives at an address from which
 * it has sent media. For the loop's thread.
 */
final class AddressCheck {

  /** The check is not sent more often. */
  static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** A response may take so long. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * RFC 9000 §8.1: an address gets at most so many times the bytes that came from it. With 1, one
   * feedback of a receiver would be too short for a check.
   */
  static final int GROWTH = 3;

  private @Nullable InetSocketAddress address;
  private @Nullable StunRequest request;
  private int heard;
  private int told;
  private long begun;
  private long sent;

  /**
   * Notes that authentic media has come from an address that no check has come from.
   *
   * @param from the address
   * @param length of the packet
   * @param own credentials, which the peer knows
   * @param peers credentials
   * @return the check to send to the address now, or null
   */
  byte @Nullable [] hear(
      InetSocketAddress from, int length, IceCredentials own, IceCredentials peers, long now) {
    if (request != null && now - sent < AGAIN_NANOS) {
      heard += from.equals(address) ? length : 0;
      return null;
    }
    if (request == null || !from.equals(address) || now - begun > PATIENCE_NANOS) {
      address = from;
      request = StunRequest.check(own.ufrag(), peers);
      heard = 0;
      told = 0;
      begun = now;
    }
    heard += length;
    byte[] check = request.bytes();
    if (told + check.length > GROWTH * heard) {
      return null;
    }
    told += check.length;
    sent = now;
    return check;
  }

  /** Whether the peer has answered the check, at the address that was checked; ends it then. */
  boolean isAnswered(StunMessage response, InetSocketAddress from, long now) {
    boolean answered =
        request != null
            && from.equals(address)
            && now - begun <= PATIENCE_NANOS
            && request.isAnsweredBy(response);
    if (answered) {
      request = null;
    }
    return answered;
  }
}
