package dev.rtcrooms.sfu;

import java.util.Map;

/**
 * The present load of an SFU, and its counters since it began. Immutable; any thread.
 *
 * @param rooms the rooms that it serves
 * @param publishers the connections from publishers
 * @param receivers the connections to receivers
 * @param transports the connections that are open on the loops; 0 when all have ended
 * @param bufferedBytes what is kept of publishers' packets, to send them again
 * @param counts the counters by name. Datagrams: {@code packets-in}, {@code bytes-in}, {@code
 *     packets-out}, {@code bytes-out}, {@code stun-in}, {@code dtls-in}, {@code rtcp-in}, {@code
 *     rtcp-out}. Media, with the bytes of the payload: {@code audio-in}, {@code audio-bytes-in},
 *     {@code video-in}, {@code video-bytes-in}, and the same with {@code out}; {@code forwarded} is
 *     the sum of the packets out. Repairs: {@code nacked} and {@code repaired} of publishers,
 *     {@code resend-asked} and {@code resent} of receivers. Keyframes: {@code keyframes}, {@code
 *     keyframes-asked} of publishers, {@code keyframes-wanted} by receivers. Connections: {@code
 *     handshakes}, {@code handshake-millis} (the sum of their durations), {@code
 *     handshakes-failed}, {@code lost} (they have fallen silent), {@code moved} (they have answered
 *     the SFU's check of their new address). On Netty's epoll transport, a datagram that was taken
 *     and could not be sent afterwards is in {@code packets-out} and in the drops as {@code
 *     not-sent}.
 * @param drops the packets dropped, by each reason, such as {@code unchecked-address} or {@code
 *     forged}
 * @param lagMillis how late the slowest loop was the last time that its timers ran: how late they
 *     were, or for how long datagrams have waited without a break
 * @param overloadedLoops the loops that take no new media, because they have too much to do
 */
public record SfuStats(
    int rooms,
    int publishers,
    int receivers,
    int transports,
    long bufferedBytes,
    Map<String, Long> counts,
    Map<String, Long> drops,
    long lagMillis,
    int overloadedLoops) {

  /** Copies the maps. */
  public SfuStats {
    counts = Map.copyOf(counts);
    drops = Map.copyOf(drops);
  }
}
