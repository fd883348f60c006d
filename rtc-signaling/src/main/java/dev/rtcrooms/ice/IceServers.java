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
 * Chooses the STUN and TURN servers with which a client gathers candidates. Called in a room's
 * mailbox when a client joins, and again before its credentials expire; by several rooms at once.
 * Must not block.
 */
@FunctionalInterface
public interface IceServers {

  /**
   * Chooses the servers of a client.
   *
   * @param user the user who joins
   * @param at the current time, for credentials that expire
   * @return the servers, perhaps none
   */
  List<IceServer> serversFor(User user, Instant at);

  /**
   * The lifetime of credentials. Connected clients get new servers after half to three quarters of
   * it.
   *
   * @return at least one second; empty if the credentials do not expire
   */
  default Optional<Duration> ttl() {
    return Optional.empty();
  }

  /**
   * The same servers with a lifetime, for credentials that a host creates or fetches by itself.
   *
   * @param ttl the lifetime of the credentials, at least one second
   * @return the servers
   * @throws IllegalArgumentException if the ttl is too short
   */
  default IceServers ttl(Duration ttl) {
    return new ServersWithTtl(this, ttl);
  }

  /**
   * These servers and others, such as STUN servers in addition to TURN servers.
   *
   * @param others the servers to list after these
   * @return the servers of both, with the shorter lifetime
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
   * Checks a server as browsers do (W3C webrtc-pc). They reject all servers if one is invalid.
   *
   * @param server the server
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
   * No servers. Browsers then gather only host candidates, which suffices within one network. The
   * library never sends a client to a server that the host did not choose.
   *
   * @return no servers
   */
  static IceServers none() {
    return of();
  }

  /**
   * The same servers for everybody.
   *
   * @param servers the servers; a TURN server needs username and credential (W3C webrtc-pc)
   * @return the servers
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
   * @return the servers
   * @throws IllegalArgumentException if one is not a STUN URI
   */
  static IceServers stun(String... uris) {
    IceUri.check(uris, false);
    return of(new IceServer(Arrays.asList(uris), null, null));
  }

  /**
   * TURN servers that share a secret with this host, as coturn does with {@code use-auth-secret}
   * and {@code static-auth-secret}. Each client gets its own credentials, which expire. The
   * username consists of the time of expiry and the user's id, and is sent unencrypted.
   *
   * @param secret the shared secret
   * @param ttl the lifetime of credentials, at least one second; a call continues after it, but
   *     cannot start again
   * @param uris at least one, such as {@code turn:turn.example.org?transport=udp} (RFC 7065)
   * @return the servers
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
