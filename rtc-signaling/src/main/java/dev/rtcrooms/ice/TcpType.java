package dev.rtcrooms.ice;

import java.util.Locale;

/** Who opens the connection to a TCP candidate (RFC 6544 §4.5). */
public enum TcpType {
  /** It will open connections. */
  ACTIVE,
  /** It waits for connections. */
  PASSIVE,
  /** Both at once. */
  SO;

  static TcpType named(String name) throws CandidateException {
    for (TcpType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new CandidateException("has an unknown tcptype");
  }
}
