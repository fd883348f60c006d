package dev.rtcrooms.ice;

import java.util.Locale;

/** The side that opens the connection to a TCP candidate (RFC 6544 §4.5); any thread. */
public enum TcpType {
  /** The candidate's side opens connections. */
  ACTIVE,
  /** The candidate's side waits for connections. */
  PASSIVE,
  /** Both sides at once. */
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
