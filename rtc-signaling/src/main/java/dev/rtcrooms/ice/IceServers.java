package dev.rtcrooms.ice;

import dev.rtcrooms.User;
import dev.rtcrooms.message.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which STUN and TURN servers a client gathers candidates with. Called in a room's mailbox as
 * a client joins, and again before what it was told ends; for several rooms at once; must not
 * block.
 */
@FunctionalInterface
public interface IceServers {

  /**
   * Says which servers a client is told of.
   *
   * @param user who joins
   * @param at when, for credentials that end
   * @return the servers, perhaps none
   */
  List<IceServer> serversFor(User user, Instant at);

  /**
   * How long credentials hold. Clients that stay are told fresh servers after half to three
   * quarters of this.
   *
   * @return at least one second; empty if they do not end
   */
  default Optional<Duration> ttl() {
    return Optional.empty();
  }

  /**
   * The same choice, whose credentials end: for those that a host makes by itself, or fetches.
   *
   * @param ttl how long they hold, at least one second
   * @return the choice
   * @throws IllegalArgumentException if the ttl is too short
   */
  default IceServers ttl(Duration ttl) {
    return new ServersWithTtl(this, ttl);
  }

  /**
   * These servers and others, such as STUN servers beside TURN servers.
   *
   * @param others are told after these
   * @return the choice, which lasts as long as the shorter of both
   */
  default IceServers and(IceServers others) {
    IceServers both =
        (user, at) ->
            Stream.of(this, others).flatMap(all -> all.serversFor(user, at).stream()).toList();
    return Stream.of(this, others)
        .flatMap(all -> all.ttl().stream())
        .min(Comparator.naturalOrder())
        .map(both::ttl)
        .orElse(both);
  }

  /**
   * Checks a server as browsers do (W3C webrtc-pc), which accept none of the others if one is bad.
   *
   * @param server what a host would tell its clients
   * @throws IllegalArgumentException if a URI is not one of RFC 7064 or RFC 7065, or a TURN server
   *     lacks its credentials
   */
  static void check(IceServer server) {
    boolean turn = false;
    for (String url : server.urls()) {
      turn |= IceUri.of(url).isTurn();
    }
    if (turn && (server.username() == null || server.credential() == null)) {
      throw new IllegalArgumentException("A TURN server needs username and credential");
    }
  }

  /**
   * No servers: browsers gather host candidates alone, which suffices in one network. The library
   * never sends anybody to a server that the host did not choose.
   *
   * @return the empty choice
   */
  static IceServers none() {
    return of();
  }

  /**
   * The same servers for everybody.
   *
   * @param servers the servers; a TURN server needs username and credential (W3C webrtc-pc)
   * @return the choice
   * @throws IllegalArgumentException if a URI is not one of RFC 7064 or RFC 7065, or a TURN server
   *     lacks its credentials
   */
  static IceServers of(IceServer... servers) {
    List<IceServer> all = List.of(servers);
    all.forEach(IceServers::check);
    return (user, at) -> all;
  }

  /**
   * STUN servers, which need no credentials.
   *
   * @param uris at least one, such as {@code stun:stun.example.org:3478} (RFC 7064)
   * @return the choice
   * @throws IllegalArgumentException if one is not a STUN URI
   */
  static IceServers stun(String... uris) {
    IceUri.check(uris, false);
    return of(new IceServer(Arrays.asList(uris), null, null));
  }

  /**
   * TURN servers that share a secret with this host, as coturn does with {@code use-auth-secret}
   * and {@code static-auth-secret}: each client gets credentials of its own, which end. The
   * username, which travels in the clear, is the time of expiry and the user's id.
   *
   * @param secret the shared secret
   * @param ttl how long credentials hold, at least one second; a call that outlasts them goes on,
   *     but cannot begin anew
   * @param uris at least one, such as {@code turn:turn.example.org?transport=udp} (RFC 7065)
   * @return the choice
   * @throws IllegalArgumentException if the secret is empty, the ttl too short, or one is not a
   *     TURN URI
   */
  static IceServers turn(String secret, Duration ttl, String... uris) {
    IceUri.check(uris, true);
    TurnSecret turn = new TurnSecret(secret, ttl);
    List<String> urls = List.of(uris);
    IceServers all =
        (user, at) -> {
          String username = turn.username(user, at);
          return List.of(new IceServer(urls, username, turn.password(username)));
        };
    return all.ttl(ttl);
  }
}
