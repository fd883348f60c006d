package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection in the model: what its client must have been told, and why it must be closed. */
final class Connected {

  final Seat seat;

  /** When its admission ends. */
  int expires;

  /** The epoch and the offset from which it asked to resume; null if it did not. */
  final int @Nullable [] from;

  Role role;
  boolean waits;
  int waitsSince;
  boolean joined;

  /** Whether it was sent a hello, with a position and an epoch. */
  boolean greeted;

  boolean recovered;
  int hello;
  int epoch;

  /** The last offset that it knows. */
  int position;

  /** Whether its role has changed since it joined. */
  boolean moved;

  /** False once its network is gone. */
  boolean hears = true;

  int heard;

  /** 0 while it is open. */
  int closed;

  /** The recorded events that it was sent. */
  final List<String> recorded = new ArrayList<>();

  Connected(Seat seat, int expires, int @Nullable [] from) {
    this.seat = seat;
    this.expires = expires;
    this.from = from;
    role = seat.link();
  }
}
