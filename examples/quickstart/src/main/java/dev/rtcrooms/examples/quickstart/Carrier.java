package dev.rtcrooms.examples.quickstart;

/** A server that carries the rooms. Any thread. */
interface Carrier {

  /** The port that it listens on. */
  int port();

  /** Stops, after a moment for those who were just told that it does. The rooms are closed. */
  void stop() throws InterruptedException;
}
