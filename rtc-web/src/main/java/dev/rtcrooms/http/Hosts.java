package dev.rtcrooms.http;

import dev.rtcrooms.transport.Authority;
import dev.rtcrooms.transport.Masked;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host names under which an application may be reached; immutable, any thread. In DNS
 * rebinding, the host name of a foreign page resolves to this server. {@code Host} and {@code
 * Origin} of its requests agree, so only a list of names detects it.
 *
 * @param names in lower case, without ports; empty allows all
 */
record Hosts(Set<String> names) {

  static final Hosts ALL = new Hosts(Set.of());

  /**
   * Lists names.
   *
   * @throws IllegalArgumentException if one is not a host, or has a port
   */
  static Hosts of(String... names) {
    return new Hosts(Arrays.stream(names).map(Hosts::name).collect(Collectors.toUnmodifiableSet()));
  }

  private static String name(String text) {
    Optional<Authority> host = Authority.parse(text);
    if (host.isEmpty() || host.get().port() >= 0) {
      throw new IllegalArgumentException(
          "Not a host without a port, such as app.example: " + Masked.text(text));
    }
    return host.get().host();
  }

  /** Tells whether a request may name this host; the port is ignored. */
  boolean include(String authority) {
    return names.isEmpty()
        || Authority.parse(authority).filter(host -> names.contains(host.host())).isPresent();
  }
}
