package dev.rtcrooms.containers;

/** A running container. */
interface EmbeddedServer extends AutoCloseable {

  int port();

  @Override
  void close();
}
