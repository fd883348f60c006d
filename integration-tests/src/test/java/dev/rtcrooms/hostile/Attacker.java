package dev.rtcrooms.hostile;

import java.io.IOException;

/** Does harm in small steps. For one thread at a time, but for {@code close}. */
interface Attacker extends AutoCloseable {

  /** Does one step; an end of its connection is part of it. */
  void act();

  /** How many connections the server has accepted from it. */
  int accepted();

  /** Closes what is open; a thread that waits in {@code act} goes on. */
  @Override
  void close() throws IOException;
}
