package dev.rtcrooms.transport;

/** A running container. */
interface EmbeddedServer extends AutoCloseable {

  int port();

  @Override
  void close();
}
