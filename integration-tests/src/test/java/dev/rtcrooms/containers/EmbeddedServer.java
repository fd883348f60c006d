package dev.rtcrooms.containers;

/** A running container. */
public interface EmbeddedServer extends AutoCloseable {

  int port();

  @Override
  void close();
}
