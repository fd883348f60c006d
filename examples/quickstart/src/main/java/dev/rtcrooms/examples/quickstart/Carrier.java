package dev.rtcrooms.examples.quickstart;

/** A web server with the rooms; any thread. */
interface Carrier {

  /** The port that it listens on. */
  int port();

  /** Stops, after a moment for clients that were just told. Called after the rooms are closed. */
  void stop() throws InterruptedException;
}
